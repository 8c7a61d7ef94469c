namespace ConnectMe.Kernel.Retention;

/// <summary>Removes what is too old of one class. Modules register theirs; the sweeper calls them until each has nothing more to do.</summary>
public interface IOldData
{
    /// <summary>Of the <see cref="DataClass"/>.</summary>
    string Class { get; }

    /// <summary>The company's own period, where another page than that of the periods sets it; null: it does not.</summary>
    ValueTask<KeptFor?> SetElsewhere(CompanyId company, CancellationToken ct) => new((KeptFor?)null);

    /// <summary>One batch, in a transaction of its own: a sweep that is cut short goes on where it was.</summary>
    /// <returns>How many it removed; <see cref="AtOnce"/> or more: there may be more.</returns>
    Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct);

    const int AtOnce = 500;
}
