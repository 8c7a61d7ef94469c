using System.Net;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.Registrations;

static class Some
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public static readonly IPEndPoint Server = IPEndPoint.Parse("192.0.2.1:5060");
    public static readonly SipFlow Udp = new(SipProtocol.Udp, Server, IPEndPoint.Parse("198.51.100.20:40000"), 0);
    public static readonly SipFlow Tcp = new(SipProtocol.Tcp, Server, IPEndPoint.Parse("198.51.100.20:40001"), 7);

    public static readonly SipAccount Account = new(
        Guid.Parse("11111111-1111-1111-1111-111111111111"),
        Guid.Empty,
        "d-7k2m",
        DigestSecret.Of("d-7k2m", "pbx.example", "s3cret"),
        SipUri.Parse("sip:d-7k2m@pbx.example")
    );

    public static readonly SipTrunk Trunk = new(
        Guid.Parse("22222222-2222-2222-2222-222222222222"),
        Guid.Empty,
        SipUri.Parse("sip:provider.example"),
        new TrunkCredentials("3185", "geheim", "provider.example"),
        IsTrusted: true
    );
}
