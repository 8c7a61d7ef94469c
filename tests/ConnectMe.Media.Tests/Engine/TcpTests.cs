using System.Net;
using System.Net.Sockets;
using ConnectMe.Media.Io;
using ConnectMe.Media.Tests.Peers;
using static ConnectMe.Media.Tests.Engine.EngineRoom;

namespace ConnectMe.Media.Tests.Engine;

/// <summary>Lines that UDP does not get through for (RFC 6544), over real sockets.</summary>
public sealed class TcpTests : IAsyncDisposable
{
    readonly EngineRoom _room = new();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    MediaCounters Counters => _room.Engine.Counters;

    [Fact]
    [Spec("B2")]
    public async Task Who_comes_by_TCP_and_who_comes_by_UDP_hear_each_other()
    {
        var (one, other) = await Call();

        var up = _room.Happened().OfType<MediaEvent.LineUp>().ToDictionary(happened => happened.Line);
        Assert.True(up[one.Line].OverTcp);
        Assert.False(up[other.Line].OverTcp);
        await Until(() => _room.Engine.QualityOf(one.Line) is { OverTcp: true, Packets: > 40, Mos: > 4 }, "it is measured as by UDP");
        Assert.False(_room.Engine.QualityOf(other.Line)!.OverTcp);
        Assert.Equal(0, one.Ear.Gaps() + other.Ear.Gaps());
    }

    [Fact]
    public async Task A_line_goes_on_by_TCP_when_its_UDP_ends_and_back_and_over_another_connection_after_a_reset()
    {
        var (one, other) = (await _room.Enter(), await _room.Enter());
        (one.Microphone.Frequency, other.Microphone.Frequency) = (440, 1000);
        _room.Engine.Connect(one.Line, other.Line);
        await Until(() => one.Ear.HearsNow(1000), "by UDP");

        one.MoveToTcp();
        await Until(() => _room.Engine.QualityOf(one.Line) is { OverTcp: true } && HearsNow(one), "by TCP");
        Assert.Equal(1, Counters.Streams);

        one.Reset();
        await Until(() => Counters.EndedBy(StreamEnd.ByPeer) == 1, "its end is seen");
        one.MoveToTcp();
        await Until(() => Counters.Streams == 1 && HearsNow(one), "by another connection");

        one.MoveToUdp();
        one.Check();
        await Until(() => _room.Engine.QualityOf(one.Line) is { OverTcp: false } && HearsNow(one), "by UDP again");
        Assert.True(other.Ear.HearsNow(440));
        Assert.DoesNotContain(_room.Happened(), happened => happened is MediaEvent.LineDown);
    }

    [Fact]
    public async Task Who_reads_too_slowly_misses_sound_and_hears_what_is_said_now_when_reading_on()
    {
        var (slow, other) = await Call();
        await Until(() => slow.Ear.HearsNow(1000), "all is well");

        slow.StopReading();
        await Until(() => Counters.DroppedFor(DropReason.NotSent) >= 150, "three seconds are given up", 30);
        Assert.True(other.Ear.HearsNow(440), "the other one is heard on");
        var before = slow.Ear.Frames.Count;
        other.Microphone.Frequency = 2000;
        await Until(() => Counters.DroppedFor(DropReason.NotSent) >= 200, "one more");
        slow.ReadOn();

        await Until(() => slow.Ear.HearsNow(2000), "what is said now");
        var stale = slow.Ear.Frames.Skip(before).Count(frame => !IsTone(frame, 2000));
        Assert.InRange(stale, 0, 100); // what was under way in the system's buffers, which are the receiver's own
        await Until(
            () => slow.Ear.Frames is [.., var last] && slow.Ear.Now - last.At < TimeSpan.FromMilliseconds(100),
            "and no more than that"
        );
        Assert.True(Counters.DroppedFor(DropReason.NotSent) < 400);
    }

    [Fact]
    public async Task When_a_line_is_closed_its_connection_is()
    {
        var (one, _) = await Call();

        _room.Engine.CloseLine(one.Line);

        await Until(() => Counters.EndedBy(StreamEnd.Released) == 1 && Counters.Streams == 0, "closed after its goodbye");
        await Until(() => one.HasServerSaidGoodbye, "which has come");
    }

    [Fact]
    public async Task Without_TCP_none_is_offered_and_with_its_port_taken_calls_go_on_by_UDP()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        await using (var without = new MediaEngine(new MediaOptions([], port)))
        {
            Assert.StartsWith("127.0.0.1: ", without.WhyNoTcp, StringComparison.Ordinal);
            Assert.IsType<LineAnswer.Accepted>(without.OpenLine(Guid.NewGuid(), new BrowserPeer().Offer, IPAddress.Loopback));
        }

        await using var off = new MediaEngine(new MediaOptions([], 0) { Tcp = false });
        await using var peer = new BrowserPeer();
        var answer = Assert.IsType<LineAnswer.Accepted>(off.OpenLine(peer.Line, peer.Offer, IPAddress.Loopback));
        Assert.DoesNotContain("tcptype", answer.Sdp, StringComparison.Ordinal);
        Assert.Null(off.WhyNoTcp);
        Assert.False(off.HasTcp);
        using var refused = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.Throws<SocketException>(() => refused.Connect(IPAddress.Loopback, off.Port));
    }

    [Fact]
    public async Task It_is_on_the_same_port_of_every_address_and_comes_back_to_it_after_a_restart()
    {
        foreach (var (address, _) in _room.Engine.Sockets)
        {
            using var caller = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            caller.Connect(address, _room.Engine.Port);
        }

        var (one, _) = await Call();
        var port = _room.Engine.Port;
        await _room.Engine.DisposeAsync(); // we close first: the system keeps the connection in TIME-WAIT
        await using var again = new MediaEngine(new MediaOptions([], port));
        Assert.Null(again.WhyNoTcp);
        Assert.True(again.HasTcp);
    }

    async Task<(BrowserPeer One, BrowserPeer Other)> Call()
    {
        var (one, other) = (await _room.Enter(new BrowserPeer { OverTcp = true }), await _room.Enter());
        (one.Microphone.Frequency, other.Microphone.Frequency) = (440, 1000);
        _room.Engine.Connect(one.Line, other.Line);
        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other");
        return (one, other);
    }

    /// <summary>Not only the last that came, some time ago.</summary>
    static bool HearsNow(BrowserPeer peer) =>
        peer.Ear.HearsNow(1000) && peer.Ear.Now - peer.Ear.Frames[^1].At < TimeSpan.FromMilliseconds(100);

    static bool IsTone(HeardFrame frame, int hertz) => Codecs.Signals.Amplitude(frame.Samples, hertz, frame.Codec.SampleRate) > 1000;
}
