using System.Collections.Frozen;

namespace ConnectMe.Identity.Companies;

/// <summary>The time zones of the world by their IANA names, as this machine knows them.</summary>
internal static class TimeZones
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    static readonly FrozenSet<string> Known = All.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string? id) => id is not null && Known.Contains(id);

    /// <summary>How far it is from UTC now: "Europe/Amsterdam (UTC+1)".</summary>
    public static string Name(string id, DateTimeOffset now)
    {
        var offset = TimeZoneInfo.FindSystemTimeZoneById(id).GetUtcOffset(now);
        var minutes = offset.Minutes is 0 ? "" : $":{Math.Abs(offset.Minutes):00}";
        return $"{id.Replace('_', ' ')} (UTC{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs((int)offset.TotalHours)}{minutes})";
    }
}
