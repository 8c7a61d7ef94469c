using System.Net;
using System.Security.Cryptography;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Proxy;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.Transport;

/// <summary>What belongs to another node of ours goes there, over TCP, before any transaction of this one sees it.</summary>
sealed class Forwarding(Func<SipRequest, SipFlow, IPEndPoint?>? belongsTo, Transports transports, ILocalAddresses addresses)
{
    readonly StatelessProxy _proxy = new(RandomNumberGenerator.GetBytes(32));

    /// <summary>False: it is for this node.</summary>
    public bool TryPass(SipMessage message, SipFlow flow) =>
        belongsTo is not null
        && (
            message is SipResponse response
                ? TryReturn(response)
                : belongsTo((SipRequest)message, flow) is { } node && TryForward((SipRequest)message, flow, node)
        );

    bool TryForward(SipRequest request, SipFlow flow, IPEndPoint node)
    {
        var ours = addresses.Towards(SipProtocol.Tcp, node.Address, null);
        if (_proxy.Forward(request, flow, SipProtocol.Tcp, ours) is { } forwarded)
        {
            transports.TrySend(forwarded, new SipDestination(SipProtocol.Tcp, node), null, null);
        }
        else if (!request.IsAck)
        {
            transports.TrySend(SipResponse.For(request, 483), ResponseRoute.Of(request, flow), null, null);
        }

        return true;
    }

    bool TryReturn(SipResponse response)
    {
        if (_proxy.Return(response) is not var (returned, to))
        {
            return false;
        }

        transports.TrySend(returned, to, null, null);
        return true;
    }
}
