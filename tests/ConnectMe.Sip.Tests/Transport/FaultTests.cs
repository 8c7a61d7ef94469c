using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class FaultTests
{
    [Fact]
    public async Task A_bug_in_the_user_costs_one_request_its_answer_and_no_more()
    {
        await using var loop = new LiveLoop();
        var answer = loop.User.OnRequest!;
        loop.User.OnRequest = transaction =>
            (transaction.Request.CallId == "bug" ? throw new InvalidOperationException("planted") : answer)(transaction);
        using var phone = new RawUdp(loop.At(SipProtocol.Udp));

        Assert.Equal(500, (await phone.Probe("bug")).StatusCode);
        Assert.Equal(200, (await phone.Probe("next")).StatusCode);

        Assert.Equal("OPTIONS", await loop.Told());
        Assert.StartsWith("bug: System.InvalidOperationException: planted", await loop.Told(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_in_what_is_posted_does_not_end_the_loop()
    {
        await using var loop = new LiveLoop();
        using var phone = new RawUdp(loop.At(SipProtocol.Udp));

        loop.Loop.Post((_, _) => throw new InvalidOperationException("planted"));

        Assert.Equal(200, (await phone.Probe("next")).StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_at_once_and_nothing_stays_bound()
    {
        await using var first = new LiveLoop();
        var free = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0);
        SipListener[] listen = [new(SipProtocol.Udp, free), new(SipProtocol.Tcp, first.At(SipProtocol.Tcp))];

        Assert.Throws<System.Net.Sockets.SocketException>(() => new LiveLoop(options => options with { Listen = listen }));
    }
}
