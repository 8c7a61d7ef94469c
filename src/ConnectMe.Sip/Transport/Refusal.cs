using System.Net;
using System.Security.Cryptography;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.Transport;

/// <summary>
/// The answer to a request that is not well-formed: made where it was received, sent once, and forgotten. The loop hears nothing of it, so that it cannot be
/// kept busy with rubbish.
/// </summary>
/// <param name="To">Where it goes over UDP.</param>
readonly record struct Refusal(byte[] Bytes, IPEndPoint To)
{
    /// <summary>Null: silence is the answer (no ACK is ever answered), or it would be larger than three times what came (H6).</summary>
    public static Refusal? Of(SipRequest malformed, MalformedReason reason, SipFlow flow, int size)
    {
        var to = flow.Remote;
        if (malformed.Vias is [var via, ..])
        {
            malformed.ReplaceTopVia(via.ReceivedFrom(flow.Remote));
            to = ResponseRoute.Of(malformed, flow).Remote;
        }

        // RFC 3261 §8.2.6.2: the tag of a response without state only has to be there.
        if (MalformedAnswer.To(malformed, reason, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))) is not { } response)
        {
            return null;
        }

        var bytes = MessageWriter.ToArray(response);
        return flow.IsProven || bytes.Length <= TransactionLayer.MostAmplification * size ? new Refusal(bytes, to) : null;
    }
}
