namespace ConnectMe.Sip.Authentication;

/// <summary>
/// Which counts of which nonce were used (RFC 7616 §3.4, nc): each once. Requests that overtake each other on UDP are let in within a window, as in
/// RFC 3711 §3.3.2. Bounded: when full the oldest nonce goes, and with it all that were issued before it, so that none of them can be replayed.
/// </summary>
internal sealed class NonceCounts(int capacity)
{
    const int Window = 64;

    readonly Dictionary<Nonce, Used> _used = [];
    readonly PriorityQueue<Nonce, long> _oldest = new();
    long _forgottenUpTo = long.MinValue;

    /// <summary>Only for credentials that were right: else strangers could fill it.</summary>
    public NonceUse Use(Nonce nonce, uint count)
    {
        if (nonce.IssuedAt <= _forgottenUpTo)
        {
            return NonceUse.Forgotten;
        }
        if (!_used.TryGetValue(nonce, out var used))
        {
            Add(nonce, count);
            return nonce.IssuedAt <= _forgottenUpTo ? NonceUse.Forgotten : NonceUse.First;
        }
        if (!used.TryAdd(count, out var after))
        {
            return NonceUse.Replayed;
        }
        _used[nonce] = after;
        return NonceUse.First;
    }

    /// <summary>Drops what is stale by now anyway.</summary>
    public void Forget(DateTimeOffset issuedBefore)
    {
        while (_oldest.TryPeek(out var nonce, out var issuedAt) && issuedAt < issuedBefore.ToUnixTimeMilliseconds())
        {
            _oldest.Dequeue();
            _used.Remove(nonce);
        }
    }

    public int Count => _used.Count;

    void Add(Nonce nonce, uint count)
    {
        _used[nonce] = new Used(count, 1);
        _oldest.Enqueue(nonce, nonce.IssuedAt);
        while (_used.Count > capacity)
        {
            var forgotten = _oldest.Dequeue();
            _used.Remove(forgotten);
            _forgottenUpTo = Math.Max(_forgottenUpTo, forgotten.IssuedAt);
        }
    }

    readonly record struct Used(uint Highest, ulong Seen)
    {
        public bool TryAdd(uint count, out Used after)
        {
            after = this;
            if (count > Highest)
            {
                var ahead = count - Highest;
                after = new Used(count, ahead < Window ? (Seen << (int)ahead) | 1 : 1);
                return true;
            }
            var behind = Highest - count;
            if (behind >= Window || (Seen & (1UL << (int)behind)) != 0)
            {
                return false;
            }
            after = this with { Seen = Seen | (1UL << (int)behind) };
            return true;
        }
    }
}

internal enum NonceUse
{
    First,
    Replayed,

    /// <summary>Memory was short: whether it was used before is no longer known.</summary>
    Forgotten,
}
