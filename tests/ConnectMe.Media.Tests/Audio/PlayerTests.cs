using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.Audio;

public class PlayerTests
{
    static readonly Sound Tone = new(Signals.Tone(600, Sound.SampleRate, 0.5));

    public static TheoryData<string> Codecs => [.. AudioCodec.Available.Select(codec => codec.Name)];

    static AudioCodec Named(string name) => AudioCodec.Available.Single(codec => codec.Name == name);

    [Theory, MemberData(nameof(Codecs))]
    public void A_sound_played_in_any_codec_is_that_sound_over_and_over(string name)
    {
        var codec = Named(name);
        var player = new Player(new Sounds().Get(Tone, codec), loop: true);
        using var decoder = codec.CreateDecoder();
        var heard = new short[codec.SampleRate * 2];
        for (var at = 0; at < heard.Length; at += codec.FrameSamples)
        {
            Assert.True(player.TryNext(out var payload));
            Assert.Equal(codec.FrameSamples, decoder.Decode(payload, heard.AsSpan(at)));
        }

        for (var half = 0; half < 4; half++)
        {
            var part = heard.AsSpan(half * codec.SampleRate / 2, codec.SampleRate / 2);
            Assert.InRange(Signals.Amplitude(part, 600, codec.SampleRate), 6500, 8800);
        }
    }

    [Fact]
    public void A_sound_that_does_not_loop_ends()
    {
        var player = new Player(new Sounds().Get(Tone, AudioCodec.Pcma), loop: false);
        var frames = 0;
        while (player.TryNext(out _))
        {
            frames++;
        }

        Assert.Equal(25, frames);
    }

    [Fact]
    public void A_hundred_listeners_share_one_encoding_and_cost_no_memory_each()
    {
        var sounds = new Sounds();
        var players = Enumerable.Range(0, 100).Select(_ => new Player(sounds.Get(Tone, AudioCodec.G722), loop: true)).ToArray();
        players[0].TryNext(out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var frame = 0; frame < 60; frame++)
        {
            foreach (var player in players)
            {
                player.TryNext(out _);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.All(players, player => Assert.Same(players[0].Sound, player.Sound));
    }

    [Fact]
    public void A_sound_begins_at_once_however_tenMinutesit_is()
    {
        var tenMinutes = new EncodedSound(new Sound(new short[48000 * 600]), AudioCodec.Pcma);
        var before = GC.GetAllocatedBytesForCurrentThread();
        tenMinutes.FrameAt(0);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Listeners_on_many_threads_hear_the_same()
    {
        var encoded = new EncodedSound(Tone, AudioCodec.Available[0]);
        var heard = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        var bytes = new List<byte>();
                        for (var i = 0; i < encoded.Frames; i++)
                        {
                            bytes.AddRange(encoded.FrameAt(i));
                        }

                        return bytes.ToArray();
                    })
                )
        );
        Assert.All(heard, bytes => Assert.Equal(heard[0], bytes));
    }

    [Fact]
    public void A_sound_that_is_not_a_whole_number_of_frames_ends_in_silence()
    {
        var encoded = new EncodedSound(new Sound(new short[1000]), AudioCodec.Pcma);
        Assert.Equal(2, encoded.Frames);
        Assert.Equal(160, encoded.FrameAt(1).Length);
    }

    [Theory]
    [InlineData('1', 697, 1209)]
    [InlineData('5', 770, 1336)]
    [InlineData('9', 852, 1477)]
    [InlineData('0', 941, 1336)]
    [InlineData('*', 941, 1209)]
    [InlineData('#', 941, 1477)]
    [InlineData('D', 941, 1633)]
    public void A_digit_is_its_two_tones_and_no_other(char digit, int row, int column)
    {
        var samples = ToneGenerator.Digits([digit]).Samples.Span[..4800];
        foreach (var frequency in new[] { 697, 770, 852, 941, 1209, 1336, 1477, 1633 })
        {
            var amplitude = Signals.Amplitude(samples, frequency, Sound.SampleRate);
            Assert.Equal(frequency == row || frequency == column, amplitude > 5000);
        }
    }

    [Fact]
    public void Digits_follow_each_other_with_pauses_and_what_is_no_digit_is_left_out()
    {
        Assert.Equal(3 * 160 * 48, ToneGenerator.Digits("1-2 3").Samples.Length);
        Assert.Equal(0, ToneGenerator.Digits("").Samples.Length);
    }

    [Fact]
    public void The_beep_is_400_ms_of_1000_Hz_and_silence_is_nothing()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(400), ToneGenerator.Beep.Length);
        Assert.InRange(Signals.Amplitude(ToneGenerator.Beep.Samples.Span, 1000, Sound.SampleRate), 6000, 6600);
        Assert.Equal(TimeSpan.FromMilliseconds(300), Sound.Silence(TimeSpan.FromMilliseconds(300)).Length);
        Assert.All(Sound.Silence(TimeSpan.FromMilliseconds(300)).Samples.ToArray(), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void Ringback_is_one_second_of_425_Hz_and_four_of_silence()
    {
        var samples = ToneGenerator.Ringback.Samples.Span;
        Assert.Equal(5 * 48000, samples.Length);
        Assert.InRange(Signals.Amplitude(samples[..48000], 425, 48000), 6000, 6600);
        Assert.All(samples[48000..].ToArray(), sample => Assert.Equal(0, sample));
    }
}
