namespace ConnectMe.Identity;

/// <summary>Names the texts of the set-up (Resources/SetUpText*.resx).</summary>
internal sealed class SetUpText;
