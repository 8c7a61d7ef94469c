using ConnectMe.Identity.Domain;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace ConnectMe.Identity.Companies;

/// <summary>When a company is closed by an entry of a calendar: all day, or so that of its hours the beginning or the end is left.</summary>
internal sealed class ClosedTimes(OpeningHours hours, string zone, DateOnly today)
{
    /// <summary>Two years ahead.</summary>
    readonly DateOnly _end = today.AddYears(2);

    /// <param name="moved">Times of repeated entries in whose place another entry comes (RECURRENCE-ID).</param>
    /// <returns>The days, and what is wrong, a key of the texts.</returns>
    public (IReadOnlyList<ExceptionalDay> Days, string? Why) Of(
        CalendarEvent entry,
        string name,
        IReadOnlySet<(string? Uid, DateOnly Date)> moved
    )
    {
        var days = new List<ExceptionalDay>();
        string? why = null;
        var some = false;
        try
        {
            foreach (var time in Times(entry).Take(MostTimes))
            {
                if (entry.RecurrenceIdentifier is null && moved.Contains((entry.Uid, time.Period.StartTime.Date)))
                {
                    continue;
                }

                some = true;
                why = Add(time.Period, name, days) ?? why;
            }
        }
        catch (EvaluationLimitExceededException)
        {
            return (days, "EntryNever");
        }
        catch (Exception failure) when (failure is EvaluationException or ArgumentException or InvalidOperationException or FormatException)
        {
            return (days, "EntryTimeZone");
        }

        return (days, why ?? (some ? null : "EntryPast"));
    }

    /// <summary>From a while ago, for what still goes on.</summary>
    IEnumerable<Occurrence> Times(CalendarEvent entry) =>
        entry
            .GetOccurrences(
                new CalDateTime(today.AddDays(-CalendarFile.LongestRun)),
                new EvaluationOptions { MaxUnmatchedIncrementsLimit = 1000 }
            )
            .TakeWhile(time => time.Period.StartTime.Date < _end)
            .Where(time => LastDay(time.Period) >= today);

    string? Add(Period period, string name, List<ExceptionalDay> days)
    {
        var (from, until) = (Local(period.StartTime), Local(period.EffectiveEndTime ?? period.StartTime));
        if (!period.StartTime.HasTime && until <= from)
        {
            until = from.AddDays(1); // a date alone is that day (RFC 5545 §3.6.1)
        }

        if (until - from > TimeSpan.FromDays(CalendarFile.LongestRun))
        {
            return "EntryTooLong";
        }

        string? why = null;
        for (var date = DateOnly.FromDateTime(from); date.ToDateTime(TimeOnly.MinValue) < until; date = date.AddDays(1))
        {
            if (date < today || date >= _end)
            {
                continue;
            }

            var midnight = date.ToDateTime(TimeOnly.MinValue);
            var (day, refused) = Left(date, name, from > midnight ? from - midnight : TimeSpan.Zero, until - midnight);
            why = refused ?? why;
            if (day is not null)
            {
                days.Add(day);
            }
        }

        return why;
    }

    /// <summary>What of the day's hours is left without those between the two.</summary>
    (ExceptionalDay? Day, string? Why) Left(DateOnly date, string name, TimeSpan from, TimeSpan until)
    {
        var day = hours.Week.FirstOrDefault(one => one.Day == date.DayOfWeek);
        var closed = new ExceptionalDay(date, name, From: null, Until: null);
        if (from <= TimeSpan.Zero && until >= TimeSpan.FromDays(1))
        {
            return (closed, null);
        }

        if (day is not { From: { } opens, Until: { } closes } || until <= opens.ToTimeSpan() || from >= closes.ToTimeSpan())
        {
            return (null, "EntryOutside");
        }

        return (from <= opens.ToTimeSpan(), until >= closes.ToTimeSpan()) switch
        {
            (true, true) => (closed, null),
            (true, false) => (closed with { From = TimeOnly.FromTimeSpan(until), Until = closes }, null),
            (false, true) => (closed with { From = opens, Until = TimeOnly.FromTimeSpan(from) }, null),
            _ => (null, "EntryMiddle"),
        };
    }

    DateOnly LastDay(Period period) => DateOnly.FromDateTime(Local(period.EffectiveEndTime ?? period.StartTime));

    /// <summary>By the company's clock; a time without a zone is meant so.</summary>
    DateTime Local(CalDateTime time) => time.HasTime && !time.IsFloating ? time.ToTimeZone(zone).Value : time.Value;

    const int MostTimes = 800;
}
