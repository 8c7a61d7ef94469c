namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// When which session wants to be called. Each stands in it once, and is taken out when it is over: a session timer runs for half an hour, and must not
/// hold on to calls of ten seconds for that long.
/// </summary>
sealed class SessionDeadlines
{
    readonly SortedSet<Entry> _queue = [];
    long _entries;

    /// <summary>The session's next deadline may have changed.</summary>
    public void Set(InviteSession session)
    {
        var at = session.NextTimeout;
        if (at == session.Queued?.At)
        {
            return;
        }

        Remove(session);
        if (at is { } next)
        {
            session.Queued = new Entry(next, _entries++, session);
            _queue.Add(session.Queued);
        }
    }

    public void Remove(InviteSession session)
    {
        if (session.Queued is { } entry)
        {
            _queue.Remove(entry);
            session.Queued = null;
        }
    }

    public bool TryTake(DateTimeOffset now, out InviteSession session)
    {
        session = _queue.Min?.Session!;
        if (session?.Queued?.At <= now)
        {
            Remove(session);
            return true;
        }

        return false;
    }

    public DateTimeOffset? Next => _queue.Min?.At;

    public int Count => _queue.Count;

    public sealed record Entry(DateTimeOffset At, long Order, InviteSession Session) : IComparable<Entry>
    {
        public int CompareTo(Entry? other) => other is null ? 1 : (At, Order).CompareTo((other.At, other.Order));
    }
}
