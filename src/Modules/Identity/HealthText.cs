namespace ConnectMe.Identity;

/// <summary>Names the texts of the health page (Resources/HealthText*.resx).</summary>
internal sealed class HealthText;
