using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>A request of ours, and the answers to it (RFC 3261 §17.1).</summary>
public sealed class ClientTransaction : ITimed
{
    internal ClientTransaction(SipRequest request, SipTarget target)
    {
        Request = request;
        Target = target;
    }

    public SipRequest Request { get; }

    public SipTarget Target { get; }

    /// <summary>The flow that the latest response came over; null: none has come.</summary>
    public SipFlow? Flow { get; internal set; }

    public TransactionState State =>
        HasEnded ? TransactionState.Terminated
        : Machine is { } machine ? machine.State
        : TransactionState.Locating;

    internal bool IsInvite => Request.Method == SipMethod.Invite;

    /// <summary>Null until there is a destination; a new one for each that is tried (RFC 3263 §4.3).</summary>
    internal ITransactionMachine? Machine { get; set; }

    internal ClientTransactionKey Key { get; set; }

    /// <summary>Where the request goes now.</summary>
    internal SipDestination? Destination { get; set; }

    /// <summary>Where it goes when that fails.</summary>
    internal Queue<SipDestination> Others { get; } = new();

    /// <summary>The application wants it cancelled: no other destination is tried.</summary>
    internal bool IsCancelled { get; set; }

    internal string? CancelReason { get; set; }

    /// <summary>An ACK for a 2xx: sent, and no more.</summary>
    internal bool IsAck => Request.Method == SipMethod.Ack;

    /// <summary>The user knows nothing of it: a CANCEL, or what is left of a request that went on to another destination.</summary>
    internal bool IsOurs { get; init; }

    internal bool HasEnded { get; set; }

    /// <summary>Why it could not be sent to the last destination.</summary>
    internal TransactionFailure SendFailure { get; set; } = TransactionFailure.Transport;

    DateTimeOffset? ITimed.NextTimeout => HasEnded ? null : Machine?.NextTimeout;

    DateTimeOffset? ITimed.QueuedAt { get; set; }
}
