using ConnectMe.Dashboards.Domain;
using ConnectMe.Kernel.Retention;

namespace ConnectMe.Dashboards.Keeping;

/// <summary>What this module keeps, and how long.</summary>
internal static class DashboardsData
{
    public static IReadOnlyList<DataClass> Classes { get; } =
    [new DataClass(79, "dashboards", typeof(DashboardsRetentionText), KeptFor.Ever) { Holds = [typeof(PersonalDashboard)] }];
}
