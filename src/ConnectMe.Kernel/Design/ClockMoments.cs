namespace ConnectMe.Kernel.Design;

/// <summary>Which moment a time by the clock is, also in the nights that the clock is changed (R8, RFC 5545 §3.3.5).</summary>
public static class ClockMoments
{
    /// <summary>A time that comes twice is the first; one that is left out is as much later as is left out.</summary>
    public static DateTimeOffset Moment(this TimeZoneInfo zone, DateTime clock)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var offset =
            zone.IsAmbiguousTime(clock) ? zone.GetAmbiguousTimeOffsets(clock).Max()
            : zone.IsInvalidTime(clock) ? zone.GetUtcOffset(clock.AddDays(-1))
            : zone.GetUtcOffset(clock);
        return new DateTimeOffset(clock, offset).ToUniversalTime();
    }
}
