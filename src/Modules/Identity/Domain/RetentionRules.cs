namespace ConnectMe.Identity.Domain;

/// <summary>How long the administrators of a company have chosen to keep what.</summary>
/// <param name="Id">The company's.</param>
/// <param name="Periods">Class of data to period, as text ("12m"). Classes that are not in it have their standard.</param>
public sealed record RetentionRules(Guid Id, Dictionary<string, string> Periods);

/// <summary>The last sweep of a company's old data.</summary>
/// <param name="Id">The company's.</param>
/// <param name="Failed">Classes that could not be swept.</param>
public sealed record RetentionRun(Guid Id, DateTimeOffset At, Dictionary<string, int> Removed, IReadOnlyList<string> Failed)
{
    /// <summary>The last one in which nothing failed; null: none yet.</summary>
    public DateTimeOffset? DoneAt { get; init; }
}
