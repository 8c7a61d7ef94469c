namespace ConnectMe.Sip.Transport;

static class SipProtocols
{
    /// <summary>What guarantees delivery, so that nothing is retransmitted over it (RFC 3261 §17).</summary>
    public static bool IsReliable(this SipProtocol protocol) => protocol != SipProtocol.Udp;

    /// <summary>As it stands in Via.</summary>
    public static string InVia(this SipProtocol protocol) =>
        protocol switch
        {
            SipProtocol.Udp => "UDP",
            SipProtocol.Tcp => "TCP",
            SipProtocol.Tls => "TLS",
            SipProtocol.Ws => "WS",
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
        };

    /// <summary>As it stands in a URI's transport parameter.</summary>
    public static string InUri(this SipProtocol protocol) =>
        protocol switch
        {
            SipProtocol.Udp => "udp",
            SipProtocol.Tcp => "tcp",
            SipProtocol.Tls => "tls",
            SipProtocol.Ws => "ws",
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
        };

    public static SipProtocol? OfUri(string? transport) =>
        transport switch
        {
            "udp" => SipProtocol.Udp,
            "tcp" => SipProtocol.Tcp,
            "tls" => SipProtocol.Tls,
            "ws" or "wss" => SipProtocol.Ws,
            _ => null,
        };

    /// <summary>RFC 3261 §19.1.2, RFC 7118 §4.2.</summary>
    public static int DefaultPort(this SipProtocol protocol) =>
        protocol switch
        {
            SipProtocol.Tls => 5061,
            SipProtocol.Ws => 80,
            _ => 5060,
        };
}
