using ConnectMe.Identity.Contracts;

namespace ConnectMe.Calendar.Domain;

/// <summary>What somebody plans to be, and when, by the clock on their wall.</summary>
/// <param name="Title">May be empty.</param>
/// <param name="From">In the time zone; of a series that of the first day.</param>
/// <param name="Until">From then on it holds no more; of whole days the midnight after the last.</param>
/// <param name="TimeZone">An IANA name: where they were when they planned it.</param>
/// <param name="Role">In which role they are meanwhile (M14.1-05).</param>
public sealed record EntryPlan(string Title, Guid StatusId, DateTime From, DateTime Until, string TimeZone, ProfileRole Role)
{
    public const int LongestTitle = 80;
    public const int LongestNote = 300;
    public const int MostDays = 366;

    /// <summary>Whole days, without times.</summary>
    public bool AllDay { get; init; }

    /// <summary>For themselves; may be empty.</summary>
    public string Note { get; init; } = "";

    public DateOnly Day => DateOnly.FromDateTime(From);

    public TimeSpan Length => Until - From;

    /// <summary>The same times, on another day.</summary>
    public EntryPlan On(DateOnly day)
    {
        var from = day.ToDateTime(TimeOnly.FromDateTime(From));
        return this with { From = from, Until = from + Length };
    }
}
