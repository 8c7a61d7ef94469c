using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>
/// The transaction user (RFC 3261 §17): what decides about requests and responses. It is called by one thread at a time, never blocks, and sends
/// by <see cref="ITransactions"/> from inside these calls only.
/// </summary>
public interface ITransactionUser
{
    /// <summary>A new request that is neither ACK nor CANCEL: to be answered by <see cref="ITransactions.Respond"/> or, once, <see cref="ITransactions.RespondStateless"/>.</summary>
    void Handle(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now);

    /// <summary>An ACK for a 2xx (those for other responses end in the transaction), or one that belongs to nothing.</summary>
    void HandleAck(SipRequest ack, SipFlow flow, DateTimeOffset now);

    /// <summary>A CANCEL for an INVITE without final response; it is answered already. The INVITE is to be answered with 487.</summary>
    void HandleCancel(ServerTransaction invite, SipRequest cancel, DateTimeOffset now);

    /// <summary>A response: provisional or final; 2xx to INVITE also those that come again or from another branch (RFC 6026).</summary>
    void Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now);

    /// <summary>The request got no final response, and will get none.</summary>
    void Failed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now);

    /// <summary>A connection is closed: what was bound to it can no longer be reached (RFC 5626 §5.3).</summary>
    void FlowLost(SipFlow flow, DateTimeOffset now);

    /// <summary>The time of <see cref="NextTimeout"/> has come.</summary>
    void Handle(DateTimeOffset now);

    DateTimeOffset? NextTimeout { get; }
}
