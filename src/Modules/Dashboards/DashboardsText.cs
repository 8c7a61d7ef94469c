namespace ConnectMe.Dashboards;

/// <summary>Names the texts of this module (Resources/DashboardsText.resx is Dutch, DashboardsText.en.resx English).</summary>
internal sealed class DashboardsText;
