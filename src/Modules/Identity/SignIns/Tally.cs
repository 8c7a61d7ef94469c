using System.Collections.Concurrent;

namespace ConnectMe.Identity.SignIns;

/// <summary>Counts per key, from the first until the window is over.</summary>
internal sealed class Tally(TimeProvider time, TimeSpan window)
{
    readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    /// <returns>False: that was more than is allowed.</returns>
    public bool Count(string key, int allowed)
    {
        var now = time.GetUtcNow();
        if (_tries.Count >= MostKeys)
        {
            Tidy(now);
        }

        return _tries
                .AddOrUpdate(
                    key,
                    _ => new Tries(1, now),
                    (_, t) => now >= t.Since + window ? new Tries(1, now) : t with { Count = t.Count + 1 }
                )
                .Count <= allowed;
    }

    public void Forget(string key) => _tries.TryRemove(key, out _);

    /// <summary>One of those counted was none.</summary>
    public void TakeBack(string key)
    {
        if (_tries.TryGetValue(key, out var tries))
        {
            _tries.TryUpdate(key, tries with { Count = tries.Count - 1 }, tries);
        }
    }

    /// <summary>First what has run out; when that is not enough, the oldest half.</summary>
    void Tidy(DateTimeOffset now)
    {
        var all = _tries.ToArray();
        foreach (var (key, tries) in all.Where(t => now >= t.Value.Since + window))
        {
            _tries.TryRemove(KeyValuePair.Create(key, tries));
        }

        if (_tries.Count >= MostKeys)
        {
            foreach (var (key, tries) in all.OrderBy(t => t.Value.Since).Take(all.Length / 2))
            {
                _tries.TryRemove(KeyValuePair.Create(key, tries));
            }
        }
    }

    sealed record Tries(int Count, DateTimeOffset Since);

    const int MostKeys = 100_000;
}
