namespace ConnectMe.Calendar.Domain;

/// <summary>How an entry comes again.</summary>
/// <param name="Days">On which days of the week; empty where it is not by week.</param>
/// <param name="Last">No more after this day; null: for ever.</param>
public sealed record Recurrence(Repeats Repeats, IReadOnlyList<DayOfWeek> Days, DateOnly? Last)
{
    public bool Equals(Recurrence? other) =>
        other is not null && (Repeats, Last) == (other.Repeats, other.Last) && Days.SequenceEqual(other.Days);

    public override int GetHashCode() => HashCode.Combine(Repeats, Last);

    public bool IsByWeek => Repeats is Repeats.Weekly or Repeats.EveryTwoWeeks;

    /// <summary>The first day that it can begin on, from this one on.</summary>
    public DateOnly FirstOn(DateOnly day)
    {
        while (IsByWeek && !Days.Contains(day.DayOfWeek))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>It is over well before it comes again.</summary>
    public int MostDays =>
        Repeats switch
        {
            Repeats.Daily => 1,
            Repeats.Weekly => 7,
            Repeats.EveryTwoWeeks => 14,
            _ => 28,
        };
}

/// <summary>Daily is the tick "every day".</summary>
public enum Repeats
{
    Daily,
    Weekly,
    EveryTwoWeeks,

    /// <summary>On the same day of the month; months that have no such day are left out (RFC 5545 §3.3.10).</summary>
    Monthly,
}
