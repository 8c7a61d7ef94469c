namespace ConnectMe.Sip.Transport;

/// <summary>What carries SIP. WebSocket and secure WebSocket are one to us: the Host ends the TLS of the latter (RFC 7118).</summary>
public enum SipProtocol
{
    Udp,
    Tcp,
    Tls,
    Ws,
}
