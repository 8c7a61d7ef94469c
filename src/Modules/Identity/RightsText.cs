namespace ConnectMe.Identity;

/// <summary>Names the texts of the pages about rights.</summary>
internal sealed class RightsText;
