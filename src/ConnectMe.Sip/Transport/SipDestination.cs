using System.Net;

namespace ConnectMe.Sip.Transport;

/// <summary>One address to send to.</summary>
/// <param name="ServerName">What the certificate of a TLS server must be made out to (RFC 5922 §7.1): the domain that was looked up, not what DNS made of it.</param>
/// <param name="Flow">Over this flow, and not at all when it is gone.</param>
sealed record SipDestination(SipProtocol Protocol, IPEndPoint Remote, string? ServerName = null, SipFlow? Flow = null)
{
    public static SipDestination Of(SipFlow flow) => new(flow.Protocol, flow.Remote, null, flow);
}
