namespace ConnectMe.Sip.UserAgents;

/// <summary>When which session wants to be called. An entry that is no longer true is passed over when its time comes.</summary>
sealed class SessionDeadlines
{
    readonly PriorityQueue<InviteSession, DateTimeOffset> _queue = new();

    /// <summary>The session's next deadline may have changed.</summary>
    public void Set(InviteSession session)
    {
        if (session.NextTimeout is { } at && !(session.QueuedAt <= at))
        {
            session.QueuedAt = at;
            _queue.Enqueue(session, at);
        }
    }

    public bool TryTake(DateTimeOffset now, out InviteSession session)
    {
        while (_queue.TryPeek(out session!, out var at) && at <= now)
        {
            _queue.Dequeue();
            if (session.QueuedAt == at)
            {
                session.QueuedAt = null;
                return true;
            }
        }

        return false;
    }

    public DateTimeOffset? Next => _queue.TryPeek(out _, out var at) ? at : null;
}
