using System.Collections.Concurrent;

namespace ConnectMe.Identity.SignIns;

/// <summary>
/// How often a password may be tried. Counted per name, as typed, and address, and per address over all names; never per name alone, or anybody
/// could lock anybody out. Names count whether they exist or not, and two names of one account apart: a count tells nothing.
/// A browser that has signed in to the account before is counted by itself, so that nobody else's tries hinder it.
/// </summary>
internal sealed class SignInLimits(TimeProvider time)
{
    readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    /// <summary>Counts the try before it is made: a hundred at once are a hundred. False: not to be made.</summary>
    public bool TryBegin(string account, string address, string? knownBrowser)
    {
        var now = time.GetUtcNow();
        if (knownBrowser is not null)
        {
            return Count(BrowserKey(account, knownBrowser), PerAccount, now);
        }

        return Count(AddressKey(address), PerAddress, now) && Count(AccountKey(account, address), PerAccount, now);
    }

    /// <summary>The right password: what was counted for it goes. The address keeps the rest, or one own account would refill the tries.</summary>
    public void Succeeded(string account, string address, string? knownBrowser)
    {
        if (knownBrowser is not null)
        {
            _tries.TryRemove(BrowserKey(account, knownBrowser), out _);
            return;
        }

        _tries.TryRemove(AccountKey(account, address), out _);
        if (_tries.TryGetValue(AddressKey(address), out var tries))
        {
            _tries.TryUpdate(AddressKey(address), tries with { Count = tries.Count - 1 }, tries);
        }
    }

    bool Count(string key, int allowed, DateTimeOffset now)
    {
        if (_tries.Count >= MostKeys)
        {
            Tidy(now);
        }

        return _tries
                .AddOrUpdate(
                    key,
                    _ => new Tries(1, now),
                    (_, t) => now >= t.Since + Window ? new Tries(1, now) : t with { Count = t.Count + 1 }
                )
                .Count <= allowed;
    }

    /// <summary>First what has run out; when that is not enough, the oldest half.</summary>
    void Tidy(DateTimeOffset now)
    {
        var all = _tries.ToArray();
        foreach (var (key, tries) in all.Where(t => now >= t.Value.Since + Window))
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

    static string AddressKey(string address) => $"address {address}";

    static string AccountKey(string account, string address) => $"account {address} {account}";

    static string BrowserKey(string account, string browser) => $"browser {browser} {account}";

    sealed record Tries(int Count, DateTimeOffset Since);

    internal const int PerAccount = 10;
    internal const int PerAddress = 50; // an office behind one address comes in on Monday morning
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    const int MostKeys = 100_000;
}
