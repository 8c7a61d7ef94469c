using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>What the transaction layer wants from the transports.</summary>
abstract record TransactionOutput
{
    TransactionOutput() { }

    /// <param name="Of">Who is told when it cannot be sent; null: nobody.</param>
    /// <param name="SizeLimit">Not to be sent when it is larger (H6); null: whatever its size.</param>
    internal sealed record Transmit(SipMessage Message, SipDestination To, ClientTransaction? Of, int? SizeLimit = null)
        : TransactionOutput;

    /// <summary>The addresses of this URI are wanted: <see cref="TransactionLayer.HandleLocated"/>.</summary>
    internal sealed record Locate(ClientTransaction Of, SipUri Uri) : TransactionOutput;
}
