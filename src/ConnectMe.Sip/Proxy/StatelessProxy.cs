using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Proxy;

/// <summary>
/// Passes requests on to the node of ours that they belong to, and responses back: RFC 3261 §16.11. Pure, and remembers nothing: what the way back needs
/// stands in our Via, signed.
/// </summary>
/// <param name="key">Our own, for as long as we run.</param>
sealed class StatelessProxy(byte[] key)
{
    /// <summary>The request as it goes on; null when it has made too many hops (§16.3: 483).</summary>
    /// <param name="ours">Our address, as the other node sees it.</param>
    public SipRequest? Forward(SipRequest request, SipFlow from, SipProtocol protocol, IPEndPoint ours)
    {
        var hops = request.MaxForwards ?? MaxForwards;
        if (hops == 0)
        {
            return null;
        }

        var forwarded = request.Copy();
        forwarded.MaxForwards = hops - 1;
        forwarded.ReplaceTopVia(request.TopVia.ReceivedFrom(from.Remote));
        var via = new Via(protocol.InVia(), ours.Address.ToString(), ours.Port);
        forwarded.PrependVia(via.With("branch", BranchOf(request)).With(FlowParameter, Sign(FlowOf(from))));
        return forwarded;
    }

    /// <summary>The response as it goes back, and where to; null when it did not come back from where we forwarded to.</summary>
    public (SipResponse Response, SipDestination To)? Return(SipResponse response)
    {
        if (
            response.Vias is not [var ours, var next, ..]
            || ours.Parameters[FlowParameter] is not { } signed
            || Verified(signed) is not { } flow
        )
        {
            return null;
        }

        var (protocol, connection, local, remote) = flow;
        var returned = response.Copy();
        returned.RemoveTopVia();
        var port = protocol.IsReliable() || next.AsksForRPort ? remote.Port : next.Port ?? protocol.DefaultPort();
        return (returned, SipDestination.Of(new SipFlow(protocol, local, new IPEndPoint(remote.Address, port), connection)));
    }

    /// <summary>The same for a request that comes again, and for the ACK and CANCEL of an INVITE.</summary>
    string BranchOf(SipRequest request)
    {
        var unique = ServerTransactionKey.Of(request);
        return Via.MagicCookie + Mac($"{unique.Branch}\n{unique.SentBy}");
    }

    string Sign(string flow) => $"{flow}_{Mac(flow)}";

    (SipProtocol, long, IPEndPoint, IPEndPoint)? Verified(string signed)
    {
        var end = signed.LastIndexOf('_');
        if (
            end < 0
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Mac(signed[..end])),
                Encoding.ASCII.GetBytes(signed[(end + 1)..])
            )
        )
        {
            return null;
        }

        var parts = signed[..end].Split('_');
        return (
            Enum.Parse<SipProtocol>(parts[0]),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            Read(parts[2], parts[3]),
            Read(parts[4], parts[5])
        );
    }

    string Mac(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));

    // Only characters of a token: an IPv6 address goes as its bytes.
    static string FlowOf(SipFlow flow) =>
        string.Create(CultureInfo.InvariantCulture, $"{flow.Protocol}_{flow.Connection}_{Write(flow.Local)}_{Write(flow.Remote)}");

    static string Write(IPEndPoint end) =>
        string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(end.Address.GetAddressBytes())}_{end.Port}");

    static IPEndPoint Read(string address, string port) =>
        new(new IPAddress(Convert.FromHexString(address)), int.Parse(port, CultureInfo.InvariantCulture));

    const string FlowParameter = "flow";
    const int MaxForwards = 70;
}
