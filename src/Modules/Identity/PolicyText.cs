namespace ConnectMe.Identity;

/// <summary>Names the texts of the policies and of the page that asks to agree (Resources/PolicyText*.resx).</summary>
internal sealed class PolicyText;
