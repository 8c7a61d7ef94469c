using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>
/// What a transaction user sends with. Messages are given without our Via; where one has <see cref="LocalContact.Host"/> in its Contact (or Record-Route),
/// our own address on the flow that it goes over is put there.
/// </summary>
public interface ITransactions
{
    /// <summary>Sends a request in a transaction of its own. Nothing is reported before this returns.</summary>
    ClientTransaction Send(SipRequest request, SipTarget target);

    /// <summary>Sends the ACK for a 2xx, which has no transaction (RFC 3261 §13.2.2.4); with a branch of its own.</summary>
    void SendWithoutTransaction(SipRequest ack, SipTarget target);

    /// <summary>Sends a response, and again when the request comes again. A To without tag gets the transaction's (<see cref="ServerTransaction.ToTag"/>).</summary>
    void Respond(ServerTransaction transaction, SipResponse response);

    /// <summary>
    /// Sends a final response once and forgets the request: for everybody who is not authenticated. Towards a UDP source, which may be forged, it is
    /// not sent when it is larger than three times the request (H6).
    /// </summary>
    void RespondStateless(ServerTransaction transaction, SipResponse response);

    /// <summary>Meets a request with silence and forgets it: scanners, and who is banned.</summary>
    void Drop(ServerTransaction transaction);

    /// <summary>Cancels an INVITE (RFC 3261 §9.1): its final response or failure still follows.</summary>
    /// <param name="reason">The value of a Reason header (RFC 3326), as <c>SIP;cause=200;text="Call completed elsewhere"</c>.</param>
    void Cancel(ClientTransaction invite, string? reason = null);
}
