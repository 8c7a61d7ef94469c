using ConnectMe.Calendar.Domain;
using Ical.Net;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace ConnectMe.Calendar.Planning;

/// <summary>
/// The moments of an entry (R8). On which days it is says Ical.Net (RFC 5545 §3.3.10); which moments its times by the clock are says NodaTime, as RFC 5545 §3.3.5 has it: a time that comes twice in the
/// night that the clock goes back is the first, one that the night of the other change leaves out is as much later. Both ends go by the clock: who planned until 6:00 is there until 6:00, however long that
/// night was. Ical.Net's own ends keep the exact length, so they are not used.
/// </summary>
internal static class Occurrences
{
    /// <summary>In their order, those that end after this moment. Without an end if the entry has none.</summary>
    public static IEnumerable<Occurrence> Of(CalendarEntry entry, DateTimeOffset after)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(entry.Plan.TimeZone) ?? DateTimeZone.Utc;
        var from = after.ToInstant().InZone(zone).Date.ToDateOnly();
        return DaysOf(entry, from.AddDays(-(int)Math.Ceiling(entry.Plan.Length.TotalDays) - 1))
            .Select(day => On(entry, day, zone))
            .Where(occurrence => occurrence.Until > after);
    }

    /// <summary>That of one day; null: there is none.</summary>
    public static Occurrence? On(CalendarEntry entry, DateOnly day) =>
        DaysOf(entry, day).FirstOrDefault() == day
            ? On(entry, day, DateTimeZoneProviders.Tzdb.GetZoneOrNull(entry.Plan.TimeZone) ?? DateTimeZone.Utc)
            : null;

    static IEnumerable<DateOnly> DaysOf(CalendarEntry entry, DateOnly from)
    {
        var first = entry.Plan.Day;
        return entry.Recurrence is { } recurrence
            ? new RecurrencePatternEvaluator(RuleOf(recurrence))
                .Evaluate(new CalDateTime(first), new CalDateTime(from < first ? first : from), new EvaluationOptions())
                .Select(period => period.StartTime.Date)
                .Where(day => day >= from && !entry.Without.Contains(day))
            : [first];
    }

    static RecurrenceRule RuleOf(Recurrence recurrence)
    {
        var rule = new RecurrenceRule(
            recurrence.Repeats switch
            {
                Repeats.Daily => FrequencyType.Daily,
                Repeats.Monthly => FrequencyType.Monthly,
                _ => FrequencyType.Weekly,
            },
            recurrence.Repeats is Repeats.EveryTwoWeeks ? 2 : 1
        )
        {
            FirstDayOfWeek = DayOfWeek.Monday,
            ByDay = [.. recurrence.IsByWeek ? recurrence.Days.Select(day => new WeekDay(day)) : []],
        };
        if (recurrence.Last is { } last)
        {
            rule.Until = new CalDateTime(last);
        }

        return rule;
    }

    static Occurrence On(CalendarEntry entry, DateOnly day, DateTimeZone zone)
    {
        var plan = entry.Plan.On(day);
        var from = Moment(plan.From, zone);
        var until = Moment(plan.Until, zone);
        return new Occurrence(entry, day, from, until > from ? until : from + plan.Length); // what was to end in the hour left out
    }

    static DateTimeOffset Moment(DateTime clock, DateTimeZone zone) =>
        zone.ResolveLocal(LocalDateTime.FromDateTime(clock), Resolvers.LenientResolver).ToInstant().ToDateTimeOffset();
}

/// <summary>An entry on one of its days.</summary>
/// <param name="Day">On which it begins by the clock of its own time zone: by this it is known.</param>
internal sealed record Occurrence(CalendarEntry Entry, DateOnly Day, DateTimeOffset From, DateTimeOffset Until);
