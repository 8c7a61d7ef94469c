namespace ConnectMe.Kernel.Dashboards;

/// <summary>What a module has to say at the top of a dashboard: how much is new, what comes next. Found as <see cref="IWidget"/> is.</summary>
public interface IDashboardNews
{
    /// <summary>The live names at which it may be otherwise.</summary>
    IReadOnlyList<string> Topics { get; }

    /// <summary>Null: nothing.</summary>
    ValueTask<DashboardNews?> Now(CancellationToken ct);
}

/// <param name="Order">Lowest first.</param>
/// <param name="Icon">Its Lucide name.</param>
/// <param name="Words">"2 missed", "12:30 Lunch".</param>
/// <param name="Address">Where that is seen whole.</param>
/// <param name="IsBad">It waits for somebody to act.</param>
/// <param name="IsForWide">Narrow screens leave it out.</param>
public sealed record DashboardNews(int Order, string Icon, string Words, string Address, bool IsBad = false, bool IsForWide = false);
