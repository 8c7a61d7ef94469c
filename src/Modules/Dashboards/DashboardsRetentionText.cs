namespace ConnectMe.Dashboards;

/// <summary>Names the texts of what this module keeps for how long (Resources/DashboardsRetentionText.resx is Dutch, DashboardsRetentionText.en.resx English).</summary>
internal sealed class DashboardsRetentionText;
