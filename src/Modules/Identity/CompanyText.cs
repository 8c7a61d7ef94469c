namespace ConnectMe.Identity;

/// <summary>Names the texts of the company's own settings (Resources/CompanyText*.resx).</summary>
internal sealed class CompanyText;
