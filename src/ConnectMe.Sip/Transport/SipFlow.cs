using System.Net;

namespace ConnectMe.Sip.Transport;

/// <summary>
/// Two transport addresses between which messages go (RFC 5626 §3): for UDP a pair of addresses, else one connection. A device behind NAT
/// is reached over the flow by which it registered, and no other way.
/// </summary>
/// <param name="Local">Our end, as this machine sees it.</param>
/// <param name="Remote">The other end, as it was seen by us. IPv4-mapped addresses are IPv4 here.</param>
/// <param name="Connection">Tells connections between the same addresses apart, over time too; 0 for UDP.</param>
public sealed record SipFlow(SipProtocol Protocol, IPEndPoint Local, IPEndPoint Remote, long Connection)
{
    /// <summary>Who listens on this cannot be somebody else: the connection was opened by a handshake. A UDP source may be forged (H6).</summary>
    public bool IsProven => Protocol != SipProtocol.Udp;

    /// <summary>Whoever is on the way can read it. A WebSocket comes over the HTTPS of the Host or of its proxy.</summary>
    public bool IsPlain => Protocol is SipProtocol.Udp or SipProtocol.Tcp;

    /// <summary>For logs and for the trace of a call.</summary>
    public override string ToString() => $"{Protocol.InVia()} {Remote}";
}
