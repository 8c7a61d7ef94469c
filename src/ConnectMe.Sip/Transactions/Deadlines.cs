namespace ConnectMe.Sip.Transactions;

/// <summary>All transactions by their next timeout. One that moves to a later time stays where it is, and is put back when its old time comes.</summary>
sealed class Deadlines
{
    readonly PriorityQueue<ITimed, DateTimeOffset> _queue = new();

    public void Set(ITimed timed)
    {
        if (timed.NextTimeout is { } at && !(timed.QueuedAt <= at))
        {
            timed.QueuedAt = at;
            _queue.Enqueue(timed, at);
        }
    }

    /// <summary>The next one that is due.</summary>
    public bool TryTake(DateTimeOffset now, out ITimed? due)
    {
        while (_queue.TryPeek(out due, out var at) && at <= now)
        {
            _queue.Dequeue();
            if (due.QueuedAt == at)
            {
                due.QueuedAt = null;
            }

            if (due.NextTimeout <= now)
            {
                return true;
            }

            Set(due);
        }

        due = null;
        return false;
    }

    public DateTimeOffset? Next => _queue.TryPeek(out _, out var at) ? at : null;
}
