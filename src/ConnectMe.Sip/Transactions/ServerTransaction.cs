using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>A request that came, and our answers to it (RFC 3261 §17.2).</summary>
public sealed class ServerTransaction : ITimed
{
    readonly ITransactionMachine _machine;
    readonly Func<SipRequest, string> _tagOf;
    string? _toTag;

    internal ServerTransaction(
        ServerTransactionKey key,
        SipRequest request,
        SipFlow flow,
        int size,
        Func<SipRequest, string> tagOf,
        ITransactionMachine machine
    )
    {
        Key = key;
        Request = request;
        Flow = flow;
        Size = size;
        _tagOf = tagOf;
        _machine = machine;
    }

    internal TransactionActions Handle(TransactionInput input, DateTimeOffset now) => _machine.Handle(input, now);

    public SipRequest Request { get; }

    /// <summary>The flow that the request came over.</summary>
    public SipFlow Flow { get; }

    /// <summary>The To tag of our responses where they have none: the one that a dialog made by this request should have (RFC 3261 §12.1.1).</summary>
    public string ToTag => _toTag ??= Request.To.Tag ?? _tagOf(Request);

    /// <summary>What was answered last; null: nothing yet.</summary>
    public SipResponse? LastResponse { get; internal set; }

    public TransactionState State => _machine.State;

    internal ServerTransactionKey Key { get; }

    /// <summary>The bytes that the request came in.</summary>
    internal int Size { get; }

    /// <summary>The user knows of a CANCEL: another one is only answered.</summary>
    internal bool IsCancelled { get; set; }

    DateTimeOffset? ITimed.NextTimeout => _machine.NextTimeout;

    DateTimeOffset? ITimed.QueuedAt { get; set; }
}
