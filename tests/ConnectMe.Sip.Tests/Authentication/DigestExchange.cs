using System.Net;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Tests.Authentication;

/// <summary>A phone with a name and a password before a server: our client side against our server side.</summary>
sealed class DigestExchange(string username = "d-7k2m", string password = "s3cret", string realm = "pbx.example")
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public static readonly IPAddress Server = IPAddress.Parse("192.0.2.1");

    readonly DigestSecret _secret = DigestSecret.Of("d-7k2m", realm, "s3cret");

    public DigestAuthenticator Authenticator { get; } = new(realm, new SeededRandom());

    public DigestClient Phone { get; } = new(username, password, realm, new SeededRandom(2));

    public static SipRequest Request(SipMethod? method = null)
    {
        var request = new SipRequest(method ?? SipMethod.Register, SipUri.Parse("sip:pbx.example"));
        request.Headers.Add("Via", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1");
        request.From = new NameAddress(SipUri.Parse("sip:d-7k2m@pbx.example"), null, "f");
        request.To = new NameAddress(SipUri.Parse("sip:d-7k2m@pbx.example"));
        request.CallId = "call";
        request.CSeq = new CSeq(1, request.Method);
        return request;
    }

    public AuthenticationResult Handle(SipRequest request, DateTimeOffset? now = null) =>
        Authenticator.Handle(request, name => name == "d-7k2m" ? _secret : null, now ?? Start);

    /// <summary>A request with credentials for a fresh challenge.</summary>
    public SipRequest Authorized(SipMethod? method = null, DateTimeOffset? now = null)
    {
        var retry = Request(method);
        var challenge = Authenticator.Challenge(Request(method), isStale: false, now ?? Start);
        Assert.Equal(DigestAnswer.Answered, Phone.Answer(challenge, Server, [Server], retry, 0));
        return retry;
    }

    /// <summary>The same request with some of its credentials replaced.</summary>
    public static SipRequest With(SipRequest request, string part, string instead)
    {
        var copy = request.Copy();
        var field = copy.Headers["Authorization"]!;
        Assert.Contains(part, field, StringComparison.Ordinal);
        copy.Headers.Set("Authorization", field.Replace(part, instead, StringComparison.Ordinal));
        return copy;
    }
}
