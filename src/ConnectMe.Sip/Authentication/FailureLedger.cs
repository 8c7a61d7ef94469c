namespace ConnectMe.Sip.Authentication;

/// <summary>Failures and bans by key, of a bounded number of keys. Those that last failed longest ago are forgotten first, bans after all others.</summary>
sealed class FailureLedger<TKey>(GuessLimitOptions options)
    where TKey : notnull
{
    // How far forgetting looks for one that is not banned: a bound on the work that a flood of new addresses can cause.
    const int Search = 16;

    readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    readonly LinkedList<Entry> _oldestFirst = [];

    /// <returns>Whether this failure brought a ban.</returns>
    public bool Add(TKey key, DateTimeOffset now)
    {
        var entry = Touch(key);
        if (now < entry.Until)
        {
            return false;
        }
        if (now - entry.Until > options.LongestBan)
        {
            entry.Times = 0;
        }
        // A ring of the last failures: when the one it overwrites is recent, all of them are.
        var slot = entry.Failures++ % options.Failures;
        var first = entry.At[(entry.Failures) % options.Failures];
        entry.At[slot] = now;
        if (options.Failures > 1 && (entry.Failures < options.Failures || now - first > options.Window))
        {
            return false;
        }
        entry.Ban(now, DurationOf(entry.Times));
        return true;
    }

    public bool IsBanned(TKey key, DateTimeOffset now) => _entries.TryGetValue(key, out var node) && now < node.Value.Until;

    /// <summary>Forgets failures and bans.</summary>
    public bool Release(TKey key)
    {
        if (!_entries.Remove(key, out var node))
        {
            return false;
        }
        _oldestFirst.Remove(node);
        return true;
    }

    public IEnumerable<Ban> Bans(BanKind kind, Func<TKey, string> subject, DateTimeOffset now) =>
        from entry in _oldestFirst
        where now < entry.Until
        select new Ban(kind, subject(entry.Key), entry.Since, entry.Until, entry.Times);

    public IEnumerable<TKey> Keys => _entries.Keys;

    public int Count => _entries.Count;

    TimeSpan DurationOf(int times)
    {
        var doubled = options.FirstBan * Math.Pow(2, Math.Min(times, 30));
        return doubled < options.LongestBan ? doubled : options.LongestBan;
    }

    Entry Touch(TKey key)
    {
        if (_entries.TryGetValue(key, out var node))
        {
            _oldestFirst.Remove(node);
            _oldestFirst.AddLast(node);
            return node.Value;
        }
        if (_entries.Count >= options.Remembered)
        {
            ForgetOne();
        }
        var entry = new Entry(key, options.Failures);
        _entries[key] = _oldestFirst.AddLast(entry);
        return entry;
    }

    void ForgetOne()
    {
        var forgotten = _oldestFirst.First!;
        var latest = _oldestFirst.Last!.Value.LastFailure;
        for (var (node, looked) = (_oldestFirst.First, 0); node is not null && looked < Search; node = node.Next, looked++)
        {
            if (node.Value.Until <= latest)
            {
                forgotten = node;
                break;
            }
        }
        _oldestFirst.Remove(forgotten);
        _entries.Remove(forgotten.Value.Key);
    }

    sealed class Entry(TKey key, int failures)
    {
        public TKey Key => key;

        public DateTimeOffset[] At { get; } = new DateTimeOffset[failures];

        public int Failures { get; set; }

        public int Times { get; set; }

        public DateTimeOffset Since { get; private set; }

        public DateTimeOffset Until { get; private set; }

        public DateTimeOffset LastFailure => Failures == 0 ? Since : At[(Failures - 1) % At.Length];

        public void Ban(DateTimeOffset now, TimeSpan duration)
        {
            Times++;
            Since = now;
            Until = now + duration;
            Failures = 0;
        }
    }
}
