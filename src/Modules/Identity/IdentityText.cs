namespace ConnectMe.Identity;

/// <summary>Names the module's texts (Resources/IdentityText*.resx).</summary>
internal sealed class IdentityText;
