using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;

namespace ConnectMe.Presence.Features;

/// <summary>How long a status is chosen for (M4.4-06), and when that is.</summary>
internal sealed class Durations(ICurrentUser me, IBusinessHours hours, ICompanies companies, IReaderTime reader, TimeProvider time)
{
    /// <summary>Until something else is chosen.</summary>
    public const string Open = "open";
    public const string WorkingDay = "day";
    public const string Clock = "clock";

    public static IReadOnlyList<int> Minutes { get; } = [30, 60, 120];

    /// <summary>When the company closes; null: it is closed today, or closed already.</summary>
    public DateTimeOffset? EndOfWorkingDay
    {
        get
        {
            var now = time.GetUtcNow();
            var zone = TimeZoneInfo.FindSystemTimeZoneById(companies.Of(me.Company).TimeZone);
            var day = hours.On(me.Company, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime));
            return day.Until is { } until && zone.Moment(day.Date.ToDateTime(until)) is var end && end > now ? end : null;
        }
    }

    /// <summary>False for what no page sends.</summary>
    /// <param name="length">Minutes, or one of the words above.</param>
    /// <param name="clock">Of <see cref="Clock"/>: "14:30", tomorrow if that is past.</param>
    public bool TryRead(string? length, string? clock, out DateTimeOffset? until)
    {
        var now = time.GetUtcNow();
        until = length switch
        {
            WorkingDay => EndOfWorkingDay,
            Clock => TimeOnly.TryParseExact(clock, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                ? Next(at, now)
                : null,
            _ => int.TryParse(length, CultureInfo.InvariantCulture, out var minutes) && Minutes.Contains(minutes)
                ? now.AddMinutes(minutes)
                : null,
        };
        return until is not null || length is Open;
    }

    DateTimeOffset Next(TimeOnly at, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, reader.Zone).DateTime);
        var end = reader.Zone.Moment(today.ToDateTime(at));
        return end > now ? end : reader.Zone.Moment(today.AddDays(1).ToDateTime(at));
    }
}
