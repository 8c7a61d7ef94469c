namespace ConnectMe.Calendar.Domain;

/// <summary>
/// Something that somebody planned to be, once or again and again. Without a history: when people were at lunch or ill is nobody's log (docs/decisions/0023). A day of a series that was adjusted on its
/// own is an entry of its own, and the series leaves that day out: whatever becomes of the series, it stays as it is (M9.1-03).
/// </summary>
/// <param name="Plan">Of a series that of its first day.</param>
public sealed record CalendarEntry(Guid Id, Guid CompanyId, Guid PersonId, EntryPlan Plan)
{
    /// <summary>Null: once.</summary>
    public Recurrence? Recurrence { get; init; }

    /// <summary>Days of a series on which it is not: they were removed, or adjusted on their own.</summary>
    public IReadOnlyList<DateOnly> Without { get; init; } = [];

    /// <summary>Of which series it is a day that was adjusted on its own; null: of none.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>When all of it is over, where it is planned; null: it goes on for ever.</summary>
    public DateTime? Ends =>
        Recurrence is null ? Plan.Until
        : Recurrence.Last is { } last ? last.ToDateTime(TimeOnly.FromDateTime(Plan.From)) + Plan.Length
        : null;

    /// <summary>By all that it says.</summary>
    public bool Equals(CalendarEntry? other) =>
        other is not null
        && (Id, CompanyId, PersonId, SeriesId) == (other.Id, other.CompanyId, other.PersonId, other.SeriesId)
        && Plan == other.Plan
        && Recurrence == other.Recurrence
        && Without.SequenceEqual(other.Without);

    public override int GetHashCode() => Id.GetHashCode();

    /// <summary>Only this day: the series without it, and the day on its own.</summary>
    public (CalendarEntry Series, CalendarEntry Day) Adjust(DateOnly day, EntryPlan plan, Guid id) =>
        (WithoutDay(day), new CalendarEntry(id, CompanyId, PersonId, plan) { SeriesId = Id });

    public CalendarEntry WithoutDay(DateOnly day) => Without.Contains(day) ? this : this with { Without = [.. Without, day] };

    /// <summary>The days before this one; null: there are none.</summary>
    public CalendarEntry? Before(DateOnly day) =>
        day <= Plan.Day
            ? null
            : this with
            {
                Recurrence = Recurrence! with { Last = day.AddDays(-1) },
                Without = [.. Without.Where(one => one < day)],
            };

    /// <summary>This day and those after it, as a series of its own, to be changed.</summary>
    public CalendarEntry From(DateOnly day, Guid id) =>
        this with
        {
            Id = id,
            Plan = Plan.On(day),
            Without = [.. Without.Where(one => one >= day)],
        };

    /// <summary>All days, as one of them was changed: moved by a day, all are. Days that were removed or adjusted on their own stay so.</summary>
    /// <param name="day">The one that was changed.</param>
    /// <param name="plan">What it was changed into.</param>
    /// <param name="recurrence">Null: it is to be on that day alone.</param>
    public CalendarEntry Change(DateOnly day, EntryPlan plan, Recurrence? recurrence)
    {
        if (recurrence is null)
        {
            return this with { Plan = plan, Recurrence = null, Without = [] };
        }

        var moved = Plan.Day.AddDays(plan.Day.DayNumber - day.DayNumber);
        var first = recurrence.FirstOn(moved);
        var days = recurrence.Days.Count > 1 || recurrence.Repeats is Repeats.Daily ? 0 : first.DayNumber - Plan.Day.DayNumber;
        return this with { Plan = plan.On(first), Recurrence = recurrence, Without = [.. Without.Select(one => one.AddDays(days))] };
    }
}
