using System.Net;
using System.Net.Sockets;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class SlowConnectionTests
{
    static readonly IPAddress Attacker = IPAddress.Parse("127.0.0.2");

    readonly FakeTimeProvider _clock = new();

    [Fact, Spec("H7")]
    public async Task Two_thousand_idle_connections_do_not_stop_service()
    {
        await using var loop = new LiveLoop(options =>
            options with
            {
                Connections = ConnectionLimits.Default with { PerAddress = 3_000, SilentPerAddress = 3_000 },
            }
        );
        SipProtocol[] protocols = [SipProtocol.Tcp, SipProtocol.Tls, SipProtocol.Ws];
        List<RawStream> idle = [];
        for (var i = 0; i < 2_000; i++)
        {
            idle.Add(await RawStream.Connect(loop.At(protocols[i % 3]), Attacker));
        }

        await Until(() => loop.Loop.OpenConnections == 2_000);
        await AssertServes(loop);
        idle.ForEach(connection => connection.Dispose());
    }

    [Fact, Spec("H7")]
    public async Task One_address_cannot_keep_more_silent_connections_than_its_share_and_the_oldest_go_first()
    {
        await using var loop = new LiveLoop(options =>
            options with
            {
                Connections = ConnectionLimits.Default with { SilentPerAddress = 5, PerAddress = 10 },
            }
        );
        List<RawStream> idle = [];
        for (var i = 0; i < 8; i++)
        {
            idle.Add(await RawStream.Connect(loop.At(SipProtocol.Tcp), Attacker));
        }

        Assert.Null(await idle[0].Next());
        Assert.Null(await idle[1].Next());
        Assert.Null(await idle[2].Next());
        Assert.Equal(200, (await idle[7].Probe("a")).StatusCode);
        await AssertServes(loop);
        idle.ForEach(connection => connection.Dispose());
    }

    [Fact, Spec("H7")]
    public async Task One_address_has_a_cap_and_others_are_served()
    {
        await using var loop = new LiveLoop(options => options with { Connections = ConnectionLimits.Default with { PerAddress = 2 } });
        using var first = await RawStream.Connect(loop.At(SipProtocol.Tcp), Attacker);
        using var second = await RawStream.Connect(loop.At(SipProtocol.Tcp), Attacker);
        await first.Probe("a");
        await second.Probe("b");

        using var third = await RawStream.Connect(loop.At(SipProtocol.Tcp), Attacker);

        Assert.Null(await third.Next());
        await AssertServes(loop);
    }

    [Theory]
    [InlineData(SipProtocol.Tcp)]
    [InlineData(SipProtocol.Tls)]
    [InlineData(SipProtocol.Ws)]
    [Spec("H7")]
    public async Task Who_says_nothing_is_disconnected_after_ten_seconds(SipProtocol protocol)
    {
        await using var loop = new LiveLoop(time: _clock);
        using var silent = await RawStream.Connect(loop.At(protocol));
        await Until(() => loop.Loop.OpenConnections == 1);

        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(1, loop.Loop.OpenConnections);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await silent.Next());
    }

    [Fact, Spec("H7")]
    public async Task A_message_that_drips_in_is_not_waited_for_longer_than_ten_seconds()
    {
        await using var loop = new LiveLoop(time: _clock);
        using var slow = await RawStream.Connect(loop.At(SipProtocol.Tcp));
        await slow.Probe("a");
        await slow.Send("OPTIONS sip:1001@example.org SIP/2.0\r\nSubject: ");

        var closed = slow.Next();
        await Until(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return closed.IsCompleted || !TryDrip(slow);
        });

        Assert.Null(await closed);
    }

    [Fact]
    public async Task Who_has_spoken_may_be_quiet_for_as_long_as_phones_are()
    {
        await using var loop = new LiveLoop(time: _clock);
        using var phone = await RawStream.Connect(loop.At(SipProtocol.Tcp));
        await phone.Probe("a");

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await phone.Probe("b")).StatusCode);
        _clock.Advance(TimeSpan.FromHours(3));

        Assert.Null(await phone.Next());
    }

    [Fact, Spec("H7")]
    public async Task Who_does_not_read_is_disconnected_and_others_are_served()
    {
        await using var loop = new LiveLoop(options => options with { Connections = ConnectionLimits.Default with { Unsent = 16 } });
        using var deaf = await RawStream.Connect(loop.At(SipProtocol.Tcp), Attacker, receiveBuffer: 4_096);
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        try
        {
            for (var i = 0; !patience.IsCancellationRequested; i++)
            {
                await deaf.Bytes.WriteAsync(Requests.Bytes("OPTIONS", $"z9hG4bK-{i}", "TCP", callId: $"c{i}"), patience.Token);
            }
        }
        catch (IOException)
        {
            // Disconnected, as it should be.
        }

        Assert.False(patience.IsCancellationRequested);
        await AssertServes(loop);
    }

    static bool TryDrip(RawStream slow)
    {
        try
        {
            slow.Socket.Send("x"u8);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static async Task AssertServes(LiveLoop loop)
    {
        using var udp = new RawUdp(loop.At(SipProtocol.Udp));
        Assert.Equal(200, (await udp.Probe("udp")).StatusCode);
        using var tcp = await RawStream.Connect(loop.At(SipProtocol.Tcp));
        Assert.Equal(200, (await tcp.Probe("tcp")).StatusCode);
    }

    static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }
}
