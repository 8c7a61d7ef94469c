using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class TcpTests : IAsyncLifetime
{
    readonly LiveLoop _loop = new();
    RawStream _phone = null!;

    [Fact, Spec("H1")]
    public async Task A_message_may_come_byte_by_byte()
    {
        foreach (var one in Requests.Bytes("OPTIONS", transport: "TCP"))
        {
            await _phone.Send([one]);
        }

        Assert.Equal(200, (await _phone.Receive()).StatusCode);
    }

    [Fact, Spec("H1")]
    public async Task Many_messages_in_one_write_are_each_answered()
    {
        var all = string.Concat(Enumerable.Range(0, 100).Select(i => Requests.Text("OPTIONS", $"z9hG4bK-{i}", "TCP", callId: $"c{i}")));

        await _phone.Send(all);

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal($"c{i}", (await _phone.Receive()).CallId);
        }
    }

    [Fact]
    public async Task A_ping_gets_its_pong()
    {
        await _phone.Send("\r\n\r\n");

        Assert.Equal(StreamFrame.Pong, (await _phone.Next())!.Value.Frame);
        Assert.Equal(200, (await _phone.Probe("next")).StatusCode);
    }

    [Fact, Spec("H1")]
    public async Task A_malformed_request_is_refused_and_the_connection_goes_on()
    {
        await _phone.Send(
            Requests.Text("OPTIONS", transport: "TCP").Replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE", StringComparison.Ordinal)
        );

        Assert.Equal(400, (await _phone.Receive()).StatusCode);
        Assert.Equal(200, (await _phone.Probe("next")).StatusCode);
    }

    [Theory]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 0\r\nContent-Length: 0")]
    [InlineData("Content-Length: 2147483648")]
    [InlineData("X: y")]
    [Spec("H1")]
    public async Task When_the_end_of_a_message_cannot_be_known_it_is_refused_and_the_connection_closed(string contentLength)
    {
        await _phone.Send(Requests.Text("OPTIONS", transport: "TCP").Replace("Content-Length: 0", contentLength, StringComparison.Ordinal));

        var refusal = Encoding.UTF8.GetString((await _phone.Next())!.Value.Message);

        Assert.StartsWith("SIP/2.0 4", refusal, StringComparison.Ordinal);
        Assert.Null(await _phone.Next());
        using var next = await RawStream.Connect(_loop.At(SipProtocol.Tcp));
        Assert.Equal(200, (await next.Probe("next")).StatusCode);
    }

    [Fact]
    public async Task A_device_is_called_over_the_connection_by_which_it_came()
    {
        await _phone.Probe("register");
        var flow = _loop.User.Transactions[0].Flow;

        _loop.Send("OPTIONS", SipTarget.Over(flow));
        var request = (await _phone.Next())!.Value.Message;
        await _phone.Send(UdpTests.AnswerTo(request, 200));

        Assert.Contains("SIP/2.0/TCP", Encoding.UTF8.GetString(request), StringComparison.Ordinal);
        Assert.Equal("OPTIONS", await _loop.Told());
        Assert.Equal("200", await _loop.Told());
    }

    [Fact]
    public async Task When_the_connection_closes_what_went_over_it_fails_and_the_flow_is_lost()
    {
        await _phone.Probe("register");
        var flow = _loop.User.Transactions[0].Flow;
        _loop.Send("OPTIONS", SipTarget.Over(flow));
        await _phone.Next();

        _phone.Dispose();

        Assert.Equal("OPTIONS", await _loop.Told());
        Assert.Equal("failed: Transport", await _loop.Told());
        Assert.Equal("flow lost", await _loop.Told());
        _loop.Send("OPTIONS", SipTarget.Over(flow));
        Assert.Equal("failed: Transport", await _loop.Told());
    }

    [Fact]
    public async Task Who_closes_its_side_after_the_request_still_gets_the_answer()
    {
        await _phone.Send(Requests.Bytes("OPTIONS", transport: "TCP"));
        _phone.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);

        Assert.Equal(200, (await _phone.Receive()).StatusCode);
        Assert.Null(await _phone.Next());
    }

    [Fact]
    public async Task Two_requests_to_the_same_server_share_one_connection()
    {
        await using var server = new LiveLoop();
        var target = SipTarget.At(SipUri.Parse($"sip:{server.At(SipProtocol.Tcp)};transport=tcp"));

        _loop.Send("OPTIONS", target);
        Assert.Equal("200", await _loop.Told());
        _loop.Send("OPTIONS", target);
        Assert.Equal("200", await _loop.Told());

        Assert.Equal(1, server.Loop.OpenConnections);
    }

    [Fact]
    public async Task A_large_request_goes_by_TCP_where_the_URI_leaves_the_choice()
    {
        await using var server = new LiveLoop();
        var port = server.At(SipProtocol.Tcp).Port;
        var large = Requests.Ours("MESSAGE");
        large.SetBody(new byte[1_300], "text/plain");

        _loop.Loop.Post((_, _) => _loop.Transactions!.Send(large, SipTarget.At(new SipUri("127.0.0.1", port: port))));

        Assert.Equal("200", await _loop.Told());
        Assert.Equal(SipProtocol.Tcp, server.User.Transactions[0].Flow.Protocol);
    }

    [Fact]
    public async Task A_refused_connection_is_a_failure()
    {
        var closed = await RawStream.Connect(_loop.At(SipProtocol.Tcp));
        var port = ((System.Net.IPEndPoint)closed.Socket.LocalEndPoint!).Port;
        closed.Dispose();

        _loop.Send("OPTIONS", SipTarget.At(SipUri.Parse($"sip:127.0.0.1:{port};transport=tcp")));

        Assert.Equal("failed: Transport", await _loop.Told());
    }

    public async ValueTask InitializeAsync() => _phone = await RawStream.Connect(_loop.At(SipProtocol.Tcp));

    public ValueTask DisposeAsync()
    {
        _phone.Dispose();
        return _loop.DisposeAsync();
    }
}
