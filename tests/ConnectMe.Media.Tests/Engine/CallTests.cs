using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Tests.Codecs;
using ConnectMe.Media.Tests.Peers;
using static ConnectMe.Media.Tests.Engine.EngineRoom;

namespace ConnectMe.Media.Tests.Engine;

/// <summary>Two peers talk through a real engine, over real sockets.</summary>
public sealed class CallTests : IAsyncLifetime
{
    readonly EngineRoom _room = new();

    MediaEngine Engine => _room.Engine;

    [Fact]
    public async Task Two_connected_lines_hear_each_other_and_not_themselves()
    {
        var (one, other) = await _room.Call();

        Assert.False(one.Ear.HearsNow(440));
        Assert.False(other.Ear.HearsNow(1000));
    }

    [Fact]
    public async Task A_line_that_is_connected_to_itself_hears_what_it_says_until_it_is_disconnected()
    {
        var (one, other) = await _room.Call();

        Engine.Connect(one.Line, one.Line);
        await Until(() => one.Ear.HearsNow(440) && !one.Ear.HearsNow(1000), "the echo");
        await Until(other.Ear.HearsNothingNow, "the other, left alone");

        Engine.Disconnect(one.Line, one.Line);
        await Until(one.Ear.HearsNothingNow, "silence");
    }

    [Fact]
    public async Task A_line_that_nobody_talks_to_is_sent_silence_every_20_ms()
    {
        var peer = await _room.Enter();

        await Until(peer.Ear.HearsNothingNow, "silence");
        var frames = peer.Ear.Frames.Count;
        await Listen(TimeSpan.FromSeconds(1));

        Assert.InRange(peer.Ear.Frames.Count - frames, 45, 55);
    }

    [Fact]
    public async Task A_line_whose_stream_is_stopped_is_sent_nothing()
    {
        var peer = await _room.Enter();
        await Until(peer.Ear.HearsNothingNow, "silence");

        Engine.StopStream(peer.Line);
        await Listen(TimeSpan.FromMilliseconds(200));
        var frames = peer.Ear.Frames.Count;
        await Listen(TimeSpan.FromMilliseconds(300));

        Assert.Equal(frames, peer.Ear.Frames.Count);
    }

    [Fact]
    [Spec("M6.4.2-03")]
    public async Task A_held_party_hears_music_and_not_the_other()
    {
        var (one, other) = await _room.Call();

        Engine.Disconnect(one.Line, other.Line);
        Engine.Play(other.Line, new Sound(Signals.Tone(600, Sound.SampleRate, 1)));
        await Until(() => other.Ear.HearsNow(600), "music");
        await Until(one.Ear.HearsNothingNow, "silence");
        Assert.False(other.Ear.HearsNow(440));

        Engine.StopPlaying(other.Line);
        Engine.Connect(other.Line, one.Line);
        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other again");
    }

    [Fact]
    public async Task A_sound_that_is_played_to_a_connected_line_is_heard_instead_of_the_other()
    {
        var (one, other) = await _room.Call();

        Engine.Play(other.Line, new Sound(Signals.Tone(600, Sound.SampleRate, 1)));
        await Until(() => other.Ear.HearsNow(600) && !other.Ear.HearsNow(440), "the sound");
        Assert.True(one.Ear.HearsNow(1000));

        Engine.StopPlaying(other.Line);
        await Until(() => other.Ear.HearsNow(440), "the other again");
    }

    [Fact]
    public async Task A_sound_that_is_played_through_is_heard_once_and_then_the_other_again()
    {
        var (_, other) = await _room.Call();
        var sound = new Sound(Signals.Tone(600, Sound.SampleRate, 0.6));
        var before = other.Ear.Frames.Count;

        Engine.PlayThrough(other.Line, sound);
        await Until(() => _room.Happened().Contains(new MediaEvent.Played(other.Line, sound)), "all was sent");
        await Until(() => other.Ear.HearsNow(440) && !other.Ear.HearsNow(600), "the other again");

        Assert.InRange(FramesOf(other, before, 600), 28, 31);
        Assert.Equal(0, other.Ear.Gaps(before));
        Assert.Single(_room.Happened().OfType<MediaEvent.Played>());
    }

    [Fact]
    [Spec("M6.4.1-01")]
    public async Task A_muted_line_is_heard_as_silence_and_still_hears()
    {
        var (one, other) = await _room.Call();

        Engine.SetMuted(one.Line, true);
        await Until(other.Ear.HearsNothingNow, "silence");
        Assert.True(one.Ear.HearsNow(1000));

        Engine.SetMuted(one.Line, false);
        await Until(() => other.Ear.HearsNow(440), "the voice again");
    }

    [Fact]
    public async Task A_digit_sent_as_an_event_is_reported_once_and_leaves_no_gap()
    {
        var (one, other) = await _room.Call();
        var before = other.Ear.Frames.Count;

        one.Dial("4#");
        await Until(() => Digits(one).Length == 2, "two digits");
        await Until(() => other.Ear.HearsNow(440), "the voice after the digits");

        Assert.Equal("4#", Digits(one));
        Assert.Equal("", Digits(other));
        Assert.Equal(0, other.Ear.Gaps(before));
    }

    [Fact]
    [Spec("M6.4.6-01", "M4.2-02")]
    public async Task Digits_sent_to_a_line_are_heard_as_their_tones()
    {
        var (_, other) = await _room.Call();
        var before = other.Ear.Frames.Count;

        Engine.SendDigits(other.Line, "5");
        await Until(() => AnyFrame(other, before, 770) && AnyFrame(other, before, 1336), "the tone of a 5");
        await Until(() => other.Ear.HearsNow(440), "the voice after it");
    }

    [Fact]
    public async Task A_line_connected_to_a_third_leaves_the_second()
    {
        var (one, other) = await _room.Call();
        var third = await _room.Enter();
        third.Microphone.Frequency = 1500;

        Engine.Connect(third.Line, one.Line);
        await Until(() => one.Ear.HearsNow(1500) && third.Ear.HearsNow(440), "one and third hear each other");
        await Until(other.Ear.HearsNothingNow, "silence");
        Assert.False(one.Ear.HearsNow(1000));
    }

    [Fact]
    public async Task A_caller_hears_the_ringback_tone_from_its_first_moment()
    {
        var peer = await _room.Enter();

        Engine.Play(peer.Line, ToneGenerator.Ringback);

        await Until(() => peer.Ear.HearsNow(425), "ringback");
    }

    [Theory]
    [InlineData("opus", "PCMA")]
    [InlineData("PCMA", "opus")]
    [InlineData("G722", "PCMU")]
    [InlineData("PCMU", "G722")]
    [InlineData("opus", "G722")]
    [InlineData("PCMU", "PCMA")]
    public async Task Lines_without_a_codec_in_common_hear_each_other_transcoded(string oneCodec, string otherCodec)
    {
        var one = await _room.Enter(Named(oneCodec));
        var other = await _room.Enter(Named(otherCodec));
        (one.Microphone.Frequency, other.Microphone.Frequency) = (440, 1000);

        Engine.Connect(one.Line, other.Line);

        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other");
    }

    [Fact]
    public async Task What_is_relayed_is_not_decoded()
    {
        var one = await _room.Enter(AudioCodec.Pcma);
        var other = await _room.Enter(AudioCodec.Opus, AudioCodec.Pcma);
        one.Microphone.Frequency = 440;

        Engine.Connect(one.Line, other.Line);
        await Until(() => other.Ear.HearsNow(440), "the tone");

        Assert.Equal(AudioCodec.Pcma, other.Ear.Frames[^1].Codec); // though Opus is what this line prefers
    }

    [Fact]
    public async Task The_quality_of_a_line_is_known_after_a_second()
    {
        var (one, _) = await _room.Call();

        await Until(() => Engine.QualityOf(one.Line) is { Packets: > 20 }, "quality");

        Assert.Equal(0, Engine.QualityOf(one.Line)!.Lost);
        Assert.InRange(Engine.QualityOf(one.Line)!.Jitter, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        Assert.Null(Engine.QualityOf(Guid.NewGuid()));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    string Digits(BrowserPeer peer) =>
        string.Concat(
            _room.Happened().OfType<MediaEvent.DigitReceived>().Where(digit => digit.Line == peer.Line).Select(digit => digit.Digit)
        );

    static bool AnyFrame(BrowserPeer peer, int since, double frequency) => FramesOf(peer, since, frequency) > 0;

    static int FramesOf(BrowserPeer peer, int since, double frequency) =>
        peer.Ear.Frames.Skip(since).Count(frame => Signals.Amplitude(frame.Samples, frequency, frame.Codec.SampleRate) > 2000);

    static AudioCodec Named(string name) => AudioCodec.Available.Single(codec => codec.Name == name);
}
