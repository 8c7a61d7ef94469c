using System.Net;
using System.Net.Sockets;
using ConnectMe.Media.Audio;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Tests.Codecs;
using ConnectMe.Media.Tests.Peers;
using ConnectMe.Media.Tests.Sdp;
using static ConnectMe.Media.Tests.Engine.EngineRoom;

namespace ConnectMe.Media.Tests.Engine;

/// <summary>How a line comes up, is replaced, and goes.</summary>
public sealed class LineTests : IAsyncLifetime
{
    readonly EngineRoom _room = new();

    MediaEngine Engine => _room.Engine;

    [Fact]
    [Spec("R3", "B23")]
    public async Task A_reloaded_page_takes_up_its_line_and_hears_and_is_heard_again()
    {
        var (one, other) = await _room.Call();

        var again = await _room.Enter(new BrowserPeer { Line = one.Line });
        again.Microphone.Frequency = 1700;

        await Until(() => again.Ear.HearsNow(1000) && other.Ear.HearsNow(1700), "the call goes on");
        await Until(() => one.HasServerSaidGoodbye, "the old connection is closed");
        Assert.Equal(0, other.Ear.Gaps());
        Assert.DoesNotContain(_room.Happened(), happened => happened is MediaEvent.LineDown);
    }

    [Fact]
    public async Task A_reloaded_page_that_has_said_goodbye_first_finds_music_and_mute_as_they_were()
    {
        var (one, other) = await _room.Call();
        Engine.Play(one.Line, new Sound(Signals.Tone(600, Sound.SampleRate, 1)));
        Engine.SetMuted(one.Line, true);

        one.SayGoodbye();
        await Until(() => _room.Happened().Contains(new MediaEvent.LineDown(one.Line, LineDownReason.Closed)), "the line is down");
        var again = await _room.Enter(new BrowserPeer { Line = one.Line });
        again.Microphone.Frequency = 1700;

        await Until(() => again.Ear.HearsNow(600) && other.Ear.HearsNothingNow(), "music, and silence for the other");
    }

    [Fact]
    public async Task A_line_that_comes_up_says_where_its_browser_is_seen()
    {
        var one = await _room.Enter();

        var up = Assert.Single(_room.Happened().OfType<MediaEvent.LineUp>(), up => up.Line == one.Line);
        Assert.Equal(IPAddress.Loopback, up.From);
    }

    [Fact]
    public async Task A_closed_line_is_said_goodbye_to()
    {
        var (one, other) = await _room.Call();

        Engine.CloseLine(one.Line);

        await Until(() => one.HasServerSaidGoodbye, "close_notify");
        await Until(other.Ear.HearsNothingNow, "silence");
        Assert.DoesNotContain(_room.Happened(), happened => happened is MediaEvent.LineDown);
    }

    [Fact]
    public async Task Another_certificate_than_the_one_offered_never_becomes_a_line()
    {
        var (one, other) = await _room.Call();
        await using var imposter = new BrowserPeer();
        var offer = imposter.Offer.Replace(
            FingerprintOf(imposter.Offer),
            DtlsFingerprint.Of("another"u8).ToString(),
            StringComparison.Ordinal
        );
        var answer = Assert.IsType<LineAnswer.Accepted>(Engine.OpenLine(imposter.Line, offer, IPAddress.Loopback));

        imposter.Answer(answer.Sdp, out var fingerprint);
        imposter.Check();
        await Assert.ThrowsAnyAsync<IOException>(() => imposter.Handshake(fingerprint));

        await Until(
            () => _room.Happened().Contains(new MediaEvent.LineDown(imposter.Line, LineDownReason.HandshakeFailed)),
            "the line is refused"
        );
        Assert.True(one.Ear.HearsNow(1000) && other.Ear.HearsNow(440));
        Assert.Equal(0, one.Ear.Gaps() + other.Ear.Gaps());
    }

    [Fact]
    public async Task Over_ten_calls_the_stream_to_a_line_has_no_gap_and_keeps_to_the_wall_clock()
    {
        var (one, other) = (await _room.Enter(), await _room.Enter());
        for (var call = 0; call < 10; call++)
        {
            Engine.Connect(one.Line, other.Line);
            other.Microphone.Frequency = 1000;
            await Until(() => one.Ear.HearsNow(1000), "the tone");
            other.Microphone.Frequency = 0;
            Engine.Disconnect(one.Line, other.Line);
            await Until(one.Ear.HearsNothingNow, "silence");
        }

        var frames = one.Ear.Frames;
        Assert.Equal(0, one.Ear.Gaps());
        Assert.Single(frames.Select(frame => frame.Ssrc).Distinct());
        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.True(pair.Second.Timestamp.IsNewerThan(pair.First.Timestamp)));
        var sent = TimeSpan.FromSeconds(frames[^1].Timestamp.DistanceFrom(frames[0].Timestamp) / (double)frames[0].Codec.ClockRate);
        Assert.InRange(sent - (frames[^1].At - frames[0].At), TimeSpan.FromMilliseconds(-150), TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public void An_offer_that_cannot_be_answered_is_refused_with_the_reason()
    {
        var offer = Transcript.Chrome.Replace("a=rtcp-mux\r\n", "", StringComparison.Ordinal);

        var refused = Assert.IsType<LineAnswer.Refused>(Engine.OpenLine(Guid.NewGuid(), offer, IPAddress.Loopback));

        Assert.Equal("a=rtcp-mux is missing in the audio section", refused.Reason);
    }

    [Fact]
    public void An_address_where_nothing_is_received_is_not_advertised()
    {
        var refused = Assert.IsType<LineAnswer.Refused>(Engine.OpenLine(Guid.NewGuid(), Transcript.Chrome, IPAddress.Parse("192.0.2.77")));

        Assert.Contains("Media:PublicAddresses", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_by_which_the_browser_came_is_advertised_also_when_IPv6_wraps_it()
    {
        var answer = Assert.IsType<LineAnswer.Accepted>(
            Engine.OpenLine(Guid.NewGuid(), Transcript.Chrome, IPAddress.Parse("::ffff:127.0.0.1"))
        );

        Assert.Contains($" 127.0.0.1 {Engine.Port} typ host\r\n", answer.Sdp, StringComparison.Ordinal);
        Assert.Contains(Engine.Sockets, socket => socket.Address.Equals(IPAddress.Loopback) && socket.ReceiveBuffer > 0);
    }

    [Fact]
    public async Task Public_addresses_are_advertised_instead()
    {
        await using var engine = new MediaEngine(new MediaOptions([IPAddress.Parse("203.0.113.5")], 0));

        var answer = Assert.IsType<LineAnswer.Accepted>(engine.OpenLine(Guid.NewGuid(), Transcript.Firefox, IPAddress.Parse("172.17.0.2")));

        Assert.Equal(SdpMalformed.None, SdpReader.Read(answer.Sdp, out var session));
        Assert.Equal($"1 1 udp 2130706431 203.0.113.5 {engine.Port} typ host", session!.Media[0].Find("candidate"));
    }

    [Fact]
    public void A_port_that_is_taken_is_an_error_at_start()
    {
        Assert.Throws<SocketException>(() => new MediaEngine(new MediaOptions([], Engine.Port)));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    static string FingerprintOf(string offer) =>
        offer.Split("\r\n").Single(line => line.StartsWith("a=fingerprint:", StringComparison.Ordinal))[14..];
}
