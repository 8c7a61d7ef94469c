using System.Net;
using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>The other side as a test writes it, message by message.</summary>
sealed class Peer : IHost
{
    readonly SimulatedNetwork _network;
    int _branches;

    public Peer(SimulatedNetwork network, string address)
    {
        _network = network;
        Address = IPEndPoint.Parse(address);
        network.Add(this);
    }

    public IPEndPoint Address { get; }

    public List<SipMessage> Received { get; } = [];

    public DateTimeOffset? NextTimeout => null;

    public IEnumerable<SipRequest> Requests(SipMethod method) => Received.OfType<SipRequest>().Where(request => request.Method == method);

    public IEnumerable<SipResponse> Responses(int status) =>
        Received.OfType<SipResponse>().Where(response => response.StatusCode == status);

    public void Receive(IPEndPoint from, byte[] bytes)
    {
        Assert.Equal(MalformedReason.None, MessageReader.Read(bytes, out var message));
        Received.Add(message!);
    }

    public void Wake() { }

    public void Send(IHost to, SipMessage message) => _network.Send(Address, to.Address, MessageWriter.ToArray(message));

    /// <summary>A request of a new transaction.</summary>
    /// <param name="lines">Further headers, "Name: value".</param>
    public SipRequest Request(
        SipMethod method,
        uint sequence,
        string? toTag = null,
        string callId = "call-1",
        string fromTag = "peer",
        params string[] lines
    )
    {
        var request = new SipRequest(method, new SipUri("10.0.0.1", "alice"));
        request.Headers.Add("Via", $"SIP/2.0/UDP {Address};branch=z9hG4bK-{++_branches};rport");
        request.Headers.Add("Max-Forwards", 70);
        request.Headers.Add("From", $"<sip:bob@example.com>;tag={fromTag}");
        request.Headers.Add("To", "<sip:alice@example.com>" + (toTag is null ? "" : $";tag={toTag}"));
        request.Headers.Add("Call-ID", callId);
        request.CSeq = new CSeq(sequence, method);
        request.Headers.Add("Contact", $"<sip:bob@{Address}>");
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            request.Headers.Add(line[..colon], line[(colon + 1)..].Trim());
        }

        return request;
    }

    public SipRequest Invite(params string[] lines)
    {
        var invite = Request(SipMethod.Invite, 1, null, "call-1", "peer", lines);
        invite.SetBody(Encoding.UTF8.GetBytes("v=0\r\ns=offer\r\n"), "application/sdp");
        return invite;
    }

    public SipResponse Response(SipRequest request, int status, string toTag = "peer", params string[] lines)
    {
        var response = SipResponse.For(request, status, toTag);
        response.Headers.Add("Contact", $"<sip:bob@{Address}>");
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            response.Headers.Add(line[..colon], line[(colon + 1)..].Trim());
        }

        return response;
    }
}
