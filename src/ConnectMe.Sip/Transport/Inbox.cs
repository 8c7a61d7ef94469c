using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ConnectMe.Sip.Transport;

/// <summary>The one queue in front of the loop. What comes from the network is bounded, and what begins something new is dropped before what belongs to calls (R13).</summary>
sealed class Inbox(int backlog)
{
    readonly Channel<Work> _work = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    int _fromNetwork;

    /// <summary>From the network. False: dropped.</summary>
    /// <param name="isNew">It begins something: a request outside a dialog.</param>
    public bool TryPost(Work work, bool isNew)
    {
        var limit = isNew ? backlog / 4 * 3 : backlog;
        if (Volatile.Read(ref _fromNetwork) >= limit)
        {
            return false;
        }

        Interlocked.Increment(ref _fromNetwork);
        return _work.Writer.TryWrite(work);
    }

    /// <summary>Our own; false when the loop has ended.</summary>
    public bool Post(Work work) => _work.Writer.TryWrite(work);

    public bool TryTake([MaybeNullWhen(false)] out Work work)
    {
        if (!_work.Reader.TryRead(out work))
        {
            return false;
        }

        if (work is Work.Message)
        {
            Interlocked.Decrement(ref _fromNetwork);
        }

        return true;
    }

    public ValueTask<bool> WaitAsync() => _work.Reader.WaitToReadAsync();

    public void Complete() => _work.Writer.TryComplete();

    public bool IsOverloaded => Volatile.Read(ref _fromNetwork) >= backlog / 2;
}
