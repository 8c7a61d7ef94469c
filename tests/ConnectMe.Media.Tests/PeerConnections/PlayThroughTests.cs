using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Switching;
using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.PeerConnections;

/// <summary>Sounds that are played once, in simulated time.</summary>
public sealed class PlayThroughTests : IDisposable
{
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    readonly SimulatedOutputs _outputs = new();
    readonly Exchange _exchange;
    readonly List<SimulatedLine> _lines = [];
    DateTimeOffset _now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public PlayThroughTests()
    {
        _exchange = new Exchange(_outputs);
        (_outputs.Exchange, _outputs.Now) = (_exchange, _now);
    }

    [Fact]
    public void A_sound_is_sent_once_and_reported_with_its_last_frame()
    {
        var anna = Line();
        var sound = Sound(frames: 5);

        _exchange.PlayThrough(anna.Id, sound);
        Run(frames: 4);
        Assert.Empty(Played());

        Run(frames: 1);
        Assert.Equal([new MediaEvent.Played(anna.Id, sound)], Played());

        Run(frames: 50);
        Assert.Equal(5, anna.Received.Count);
        Assert.Single(Played());
    }

    [Fact]
    public void A_sound_without_anything_in_it_has_been_played_at_once()
    {
        var anna = Line();
        var nothing = new Sound(Array.Empty<short>());

        _exchange.PlayThrough(anna.Id, nothing);
        Run(frames: 3);

        Assert.Equal([new MediaEvent.Played(anna.Id, nothing)], Played());
        Assert.Empty(anna.Received);
    }

    [Fact]
    public void The_same_sound_again_is_played_and_reported_again()
    {
        var anna = Line();
        var sound = Sound(frames: 5);

        _exchange.PlayThrough(anna.Id, sound);
        Run(frames: 3);
        _exchange.PlayThrough(anna.Id, sound);
        Run(frames: 5);
        _exchange.PlayThrough(anna.Id, sound);
        Run(frames: 10);

        Assert.Equal(3 + 5 + 5, anna.Received.Count);
        Assert.Equal(2, Played().Count);
    }

    [Theory]
    [InlineData("another")]
    [InlineData("over and over")]
    [InlineData("stopped")]
    [InlineData("closed")]
    public void What_is_not_played_to_its_end_is_not_reported(string how)
    {
        var anna = Line();
        var (sound, another) = (Sound(frames: 10), Sound(frames: 3));
        _exchange.PlayThrough(anna.Id, sound);
        Run(frames: 9);

        switch (how)
        {
            case "another":
                _exchange.PlayThrough(anna.Id, another);
                break;
            case "over and over":
                _exchange.Play(anna.Id, another);
                break;
            case "stopped":
                _exchange.StopPlaying(anna.Id);
                break;
            default:
                _exchange.Close(anna.Id, _now);
                break;
        }

        Run(frames: 50);
        Assert.Equal(how == "another" ? [new MediaEvent.Played(anna.Id, another)] : [], Played());
    }

    [Fact]
    public void The_other_line_is_not_heard_meanwhile_and_is_heard_again_after_it()
    {
        var (anna, bram) = (Line(), Line());
        _exchange.StartStream(anna.Id);
        _exchange.Connect(anna.Id, bram.Id);
        Run(frames: 10, bram);
        var before = anna.Received.Count;

        _exchange.PlayThrough(anna.Id, Sound(frames: 25));
        Run(frames: 25, bram);
        Assert.Equal(25, anna.Received.Count - before);
        Assert.All(anna.Received[before..], packet => Assert.NotEqual(AudioCodec.Opus.Silence.Length, packet.Payload));
        Assert.Single(Played());

        Run(frames: 25, bram);
        Assert.InRange(anna.Received.Count - before, 48, 51);
        Assert.All(anna.Received[(before + 26)..], packet => Assert.Equal(AudioCodec.Opus.Silence.Length, packet.Payload));
        for (var i = 1; i < anna.Received.Count; i++)
        {
            Assert.Equal(anna.Received[i - 1].Header.SequenceNumber.Next, anna.Received[i].Header.SequenceNumber);
        }
    }

    [Fact]
    public void A_line_that_is_replaced_hears_the_rest()
    {
        var anna = Line();
        _exchange.PlayThrough(anna.Id, Sound(frames: 50));
        Run(frames: 30);

        var again = Line(anna.Id, AudioCodec.Pcma);
        Run(frames: 19);
        Assert.Empty(Played());

        Run(frames: 5);
        Assert.Single(Played());
        Assert.Equal((30, 20), (anna.Received.Count, again.Received.Count));
    }

    [Fact]
    public void A_frame_is_sent_without_allocating()
    {
        var anna = Line();
        var sound = Sound(frames: 200);
        anna.Records = false;
        _exchange.PlayThrough(anna.Id, sound);
        Run(frames: 201); // encoded now
        _exchange.PlayThrough(anna.Id, sound);
        Run(frames: 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var frame = 0; frame < 150; frame++)
        {
            _now = _outputs.Now = _now + Frame;
            foreach (var line in _exchange.Lines)
            {
                line.Tick(_now);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Single(Played());
    }

    public void Dispose() => _lines.ForEach(line => line.Dispose());

    List<MediaEvent.Played> Played() => [.. _outputs.Events.OfType<MediaEvent.Played>()];

    static Sound Sound(int frames) => new(Signals.Tone(600, Media.Audio.Sound.SampleRate, frames * 0.02));

    SimulatedLine Line(Guid? id = null, AudioCodec? codec = null)
    {
        var line = new SimulatedLine(_exchange, _outputs, _lines.Count + 1, codec ?? AudioCodec.Opus, _now, id);
        _lines.Add(line);
        return line;
    }

    void Run(int frames, params IReadOnlyList<SimulatedLine> speaking)
    {
        for (; frames > 0; frames--)
        {
            _now = _outputs.Now = _now + Frame;
            foreach (var line in _exchange.Lines)
            {
                line.Tick(_now);
            }

            foreach (var line in speaking)
            {
                line.Say(_exchange, _outputs, _now);
            }
        }
    }
}
