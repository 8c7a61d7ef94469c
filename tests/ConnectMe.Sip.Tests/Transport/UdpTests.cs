using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class UdpTests : IAsyncLifetime
{
    readonly LiveLoop _loop = new();
    readonly RawUdp _phone;

    public UdpTests() => _phone = new RawUdp(_loop.At(SipProtocol.Udp));

    [Fact]
    public async Task A_request_is_answered_to_the_port_it_came_from()
    {
        await _phone.Send(Requests.Bytes("OPTIONS"));

        var response = await _phone.Receive();

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(_phone.Local.Port, response.TopVia.RPort);
        Assert.Equal(_phone.Local.Address, response.TopVia.Received);
    }

    [Fact]
    public async Task A_retransmission_gets_the_same_answer_and_is_told_once()
    {
        await _phone.Send(Requests.Bytes("OPTIONS"));
        var first = await _phone.ReceiveBytes();
        await _phone.Send(Requests.Bytes("OPTIONS"));
        var second = await _phone.ReceiveBytes();
        await _phone.Probe("next");

        Assert.Equal(Encoding.UTF8.GetString(first.Buffer), Encoding.UTF8.GetString(second.Buffer));
        Assert.Equal(["OPTIONS", "OPTIONS"], _loop.User.Told);
    }

    [Fact]
    public async Task What_is_not_answered_is_sent_again_though_nothing_else_happens()
    {
        _loop.Send("OPTIONS", SipTarget.At(SipUri.Parse($"sip:{_phone.Local}")));

        var first = await _phone.ReceiveBytes();
        var again = await _phone.ReceiveBytes();

        Assert.Equal(Encoding.UTF8.GetString(first.Buffer), Encoding.UTF8.GetString(again.Buffer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("\0\0\0\0")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("SIP/2.0 200 OK\r\n\r\n")]
    [InlineData("ACK sip:a@b SIP/2.0\r\n\r\n")]
    [Spec("H1")]
    public async Task What_is_no_request_gets_no_answer_and_the_next_good_message_is_answered(string datagram)
    {
        await _phone.Send(datagram);
        await _phone.Send(Requests.Bytes("OPTIONS"));

        Assert.Equal(200, (await _phone.Receive()).StatusCode);
    }

    [Theory]
    [InlineData("CSeq: 1 OPTIONS", "CSeq: 1 INVITE", 400)]
    [InlineData("CSeq: 1 OPTIONS", "CSeq: 4294967296 OPTIONS", 400)]
    [InlineData("Call-ID: c1\r\n", "", 400)]
    [InlineData("Content-Length: 0", "Content-Length: 10", 400)]
    [InlineData("SIP/2.0\r\nVia", "SIP/7.0\r\nVia", 505)]
    [Spec("H1")]
    public async Task A_malformed_request_is_refused_and_the_next_good_one_is_answered(string good, string bad, int status)
    {
        await _phone.Send(Requests.Text("OPTIONS").Replace(good, bad, StringComparison.Ordinal));

        var refusal = Encoding.UTF8.GetString((await _phone.ReceiveBytes()).Buffer);

        Assert.StartsWith($"SIP/2.0 {status} ", refusal, StringComparison.Ordinal);
        Assert.Equal(200, (await _phone.Probe("next")).StatusCode);
        Assert.Equal(["OPTIONS"], _loop.User.Told);
    }

    [Fact, Spec("H6")]
    public async Task Nothing_larger_than_three_times_the_request_is_sent_to_a_source_that_has_proved_nothing()
    {
        _loop.User.OnRequest = transaction =>
        {
            var response = SipResponse.For(transaction.Request, 401);
            if (transaction.Request.CallId != "next")
            {
                response.Headers.Add("X-Large", new string('x', 3 * 400));
            }

            _loop.Transactions!.RespondStateless(transaction, response);
        };
        await _phone.Send(Requests.Bytes("REGISTER"));

        Assert.Equal("next", (await _phone.Probe("next")).CallId);
        Assert.Equal(["REGISTER", "OPTIONS"], _loop.User.Told);
    }

    [Fact]
    public async Task Who_is_banned_is_not_even_read()
    {
        var isBanned = false;
        await using var loop = new LiveLoop(options => options with { Admits = _ => !isBanned });
        using var phone = new RawUdp(loop.At(SipProtocol.Udp));
        Assert.Equal(200, (await phone.Probe("a")).StatusCode);

        isBanned = true;
        await phone.Send(Requests.Bytes("OPTIONS", branch: "z9hG4bK-b", callId: "b"));
        await phone.Send("nonsense");
        await loop.DisposeAsync(); // all that had come is through by then

        Assert.Equal(["OPTIONS"], loop.User.Told);
    }

    [Fact]
    public async Task A_request_of_ours_gets_its_answer()
    {
        using var trunk = new RawUdp();
        _loop.Send("OPTIONS", SipTarget.At(SipUri.Parse($"sip:{trunk.Local}")));

        var request = await trunk.ReceiveBytes();
        await trunk.Reply(AnswerTo(request.Buffer, 200), request.RemoteEndPoint);

        Assert.Equal("200", await _loop.Told());
        Assert.Equal(_loop.At(SipProtocol.Udp), request.RemoteEndPoint);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _phone.Dispose();
        return _loop.DisposeAsync();
    }

    internal static byte[] AnswerTo(byte[] request, int status) =>
        ConnectMe.Sip.Parsing.MessageWriter.ToArray(SipResponse.For(Requests.Read(Encoding.UTF8.GetString(request)), status, "t1"));
}
