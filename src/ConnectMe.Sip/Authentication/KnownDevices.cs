using System.Net;

namespace ConnectMe.Sip.Authentication;

/// <summary>From which address which account signed in lately. Only right passwords come in here, so strangers can't push anybody out.</summary>
sealed class KnownDevices(TimeSpan knownFor, int capacity)
{
    readonly Dictionary<(IPAddress Source, string Account), DateTimeOffset> _devices = [];
    readonly Dictionary<IPAddress, DateTimeOffset> _sources = [];

    public void Remember(IPAddress source, string account, DateTimeOffset now)
    {
        Keep(_devices, (source, account), now);
        Keep(_sources, source, now);
    }

    public bool Knows(IPAddress source, string account, DateTimeOffset now) =>
        _devices.TryGetValue((source, account), out var last) && now - last <= knownFor;

    /// <summary>Whether any device is known there.</summary>
    public bool Knows(IPAddress source, DateTimeOffset now) => _sources.TryGetValue(source, out var last) && now - last <= knownFor;

    void Keep<TKey>(Dictionary<TKey, DateTimeOffset> known, TKey key, DateTimeOffset now)
        where TKey : notnull
    {
        if (known.Count >= capacity && !known.ContainsKey(key))
        {
            ForgetOldest(known);
        }
        known[key] = known.TryGetValue(key, out var before) && before > now ? before : now; // what a database remembers comes late
    }

    // An eighth at a time, so that sorting is paid for once in thousands of devices.
    void ForgetOldest<TKey>(Dictionary<TKey, DateTimeOffset> known)
        where TKey : notnull
    {
        foreach (var key in known.OrderBy(pair => pair.Value).Take(Math.Max(1, capacity / 8)).Select(pair => pair.Key).ToList())
        {
            known.Remove(key);
        }
    }
}
