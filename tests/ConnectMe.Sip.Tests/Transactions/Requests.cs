using System.Net;
using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transactions;

/// <summary>Requests as a phone sends them.</summary>
static class Requests
{
    public static readonly SipFlow Udp = new(
        SipProtocol.Udp,
        new(IPAddress.Parse("192.0.2.1"), 5060),
        new(IPAddress.Parse("192.0.2.99"), 40_000),
        0
    );
    public static readonly SipFlow Tcp = new(
        SipProtocol.Tcp,
        new(IPAddress.Parse("192.0.2.1"), 5060),
        new(IPAddress.Parse("192.0.2.99"), 40_000),
        7
    );

    public static string Text(
        string method,
        string branch = "z9hG4bK-1",
        string transport = "UDP",
        string? toTag = null,
        uint cseq = 1,
        string callId = "c1"
    ) =>
        $"""
            {method} sip:1001@example.org SIP/2.0
            Via: SIP/2.0/{transport} 192.0.2.99:5070;branch={branch};rport
            From: <sip:1000@example.org>;tag=f1
            To: <sip:1001@example.org>{(toTag is null ? "" : ";tag=" + toTag)}
            Call-ID: {callId}
            CSeq: {cseq} {method}
            Max-Forwards: 70
            Content-Length: 0


            """.ReplaceLineEndings("\r\n");

    public static byte[] Bytes(
        string method,
        string branch = "z9hG4bK-1",
        string transport = "UDP",
        string? toTag = null,
        uint cseq = 1,
        string callId = "c1"
    ) => Encoding.UTF8.GetBytes(Text(method, branch, transport, toTag, cseq, callId));

    public static SipRequest Read(string text)
    {
        var reason = MessageReader.Read(Encoding.UTF8.GetBytes(text), out var message);
        Assert.Equal(MalformedReason.None, reason);
        return Assert.IsType<SipRequest>(message);
    }

    /// <summary>A request of ours, as a user gives it to the layer.</summary>
    public static SipRequest Ours(string method)
    {
        var request = Read(Text(method));
        request.Headers.Remove(HeaderName.Via);
        return request;
    }

    public static SipResponse ReadResponse(byte[] bytes)
    {
        var reason = MessageReader.Read(bytes, out var message);
        Assert.Equal(MalformedReason.None, reason);
        return Assert.IsType<SipResponse>(message);
    }
}
