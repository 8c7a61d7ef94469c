using System.Collections.Concurrent;

namespace ConnectMe.Kernel;

/// <summary>
/// Something of each company that asked, read from the database and held as long as it is fresh, and longer while the database is away: calls do not wait for it. A
/// change made by this process is seen at once, another machine's within half a minute. For any thread; two that ask at once may both read.
/// </summary>
/// <param name="changes">Of the kinds of document that it is read from.</param>
public sealed class CompanyMemory<T>(CompanyChanges changes, TimeProvider time, Func<CompanyId, CancellationToken, Task<T>> read)
{
    readonly ConcurrentDictionary<CompanyId, Known> _companies = new();

    public async ValueTask<T> Of(CompanyId company, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var version = changes.VersionOf(company);
        if (_companies.TryGetValue(company, out var known) && now < known.FreshUntil && version == known.Version)
        {
            return known.Value;
        }

        try
        {
            var value = await read(company, ct);
            _companies[company] = new Known(value, version, now + Fresh);
            return value;
        }
        catch (Exception exception) when (known is not null && DatabaseAway.IsSaidBy(exception))
        {
            _companies[company] = known with { FreshUntil = now + Fresh };
            return known.Value;
        }
    }

    sealed record Known(T Value, long Version, DateTimeOffset FreshUntil);

    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
}
