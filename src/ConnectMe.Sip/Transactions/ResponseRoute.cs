using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>Where a response goes: RFC 3261 §18.2.2, RFC 3581 §4.</summary>
static class ResponseRoute
{
    /// <remarks>
    /// Always to the address that the request came from. Deviation: "maddr" is not followed, and a closed connection is not opened again from our side;
    /// both would let a stranger choose where we send to.
    /// </remarks>
    public static SipDestination Of(SipRequest request, SipFlow flow)
    {
        var via = request.TopVia;
        if (flow.Protocol.IsReliable() || via.AsksForRPort)
        {
            return SipDestination.Of(flow);
        }

        var port = via.Port ?? flow.Protocol.DefaultPort();
        return SipDestination.Of(flow with { Remote = new IPEndPoint(flow.Remote.Address, port) });
    }
}
