namespace ConnectMe.Kernel.Health;

/// <summary>
/// Looks at one thing that ConnectMe needs, and says in the reader's language how it is and what to do. Modules register theirs; the page
/// <c>/admin/health</c> asks them all.
/// </summary>
public interface ISystemCheck
{
    /// <summary>Place on the page, lowest first.</summary>
    int Order { get; }

    /// <summary>Given up after <see cref="Patience"/>.</summary>
    Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct);

    /// <summary>The administrator waits for the page.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
}

/// <param name="Id">For tests and links: "https", "trunk-…".</param>
/// <param name="Name">What was looked at.</param>
/// <param name="Said">How it is, in a sentence.</param>
public sealed record Finding(string Id, string Name, FindingState State, string Said)
{
    /// <summary>What to do about it; null when there is nothing to do.</summary>
    public string? ToDo { get; init; }

    /// <summary>The page on which that is done; null when it is not done on a page.</summary>
    public string? Address { get; init; }
}

public enum FindingState
{
    Good,

    /// <summary>Not set yet: needed for real use.</summary>
    Missing,

    /// <summary>Works, and needs somebody soon.</summary>
    Warning,
    Broken,
}
