using ConnectMe.Media.Audio;
using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.Audio;

public class SoundFileTests
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [Spec("A8-01")]
    [InlineData("-f mp3 -ar 44100 -b:a 64k")]
    [InlineData("-f mp3 -ar 22050 -ac 2 -b:a 64k -metadata title=hold")]
    [InlineData("-f ogg -c:a libvorbis -ar 44100 -ac 2")]
    [InlineData("-f ogg -c:a libopus -b:a 24k")]
    [InlineData("-f ogg -c:a libopus -frame_duration 60 -ac 2 -page_duration 100000")]
    [InlineData("-f ogg -c:a libopus -b:a 400k -vbr off -frame_duration 120 -ac 2")] // packets of several pages
    [InlineData("-f wav -c:a pcm_s16le -ar 44100 -ac 2")]
    [InlineData("-f wav -c:a pcm_s24le -ar 96000")]
    [InlineData("-f wav -c:a pcm_f32le -ar 11025")]
    public void What_people_have_is_read_as_it_sounds(string written)
    {
        var file = Written(written, Signals.Tone(1000, 48000, 2));

        Assert.Equal(SoundMalformedReason.None, SoundFile.Read(file, Minute, out var sound));

        Assert.InRange(sound!.Length.TotalSeconds, 1.95, 2.15); // MP3 and Opus begin with some silence of their own
        var middle = sound.Samples.Span[24000..72000];
        var tone = Signals.Amplitude(middle, 1000, 48000);
        Assert.InRange(tone, 5000, 9000); // ffmpeg spreads mono with 3 dB less on each side
        Assert.True(RestOf(middle, tone) < 0.03 * tone, $"{RestOf(middle, tone):F0} beside a tone of {tone:F0}");
    }

    [Theory]
    [Spec("A8-02")]
    [InlineData("-f mp3")]
    [InlineData("-f ogg -c:a libvorbis")]
    [InlineData("-f ogg -c:a libopus")]
    [InlineData("-f wav")]
    public void What_is_longer_than_it_may_be_is_refused_before_it_is_all_in_memory(string written)
    {
        var file = Written(written, Signals.Tone(1000, 48000, 3));

        Assert.Equal(SoundMalformedReason.TooLong, SoundFile.Read(file, TimeSpan.FromSeconds(2.5), out var sound));
        Assert.Null(sound);
        Assert.Equal(SoundMalformedReason.None, SoundFile.Read(file, TimeSpan.FromSeconds(3.5), out _));
    }

    [Theory]
    [Spec("A8-02")]
    [InlineData("-f mp3")]
    [InlineData("-f ogg -c:a libvorbis")]
    [InlineData("-f ogg -c:a libopus")]
    [InlineData("-f wav")]
    public void A_file_with_any_bytes_changed_is_read_or_refused(string written)
    {
        var good = Written(written, Signals.Tone(1000, 48000, 0.3));
        var random = new Random(8);
        for (var i = 0; i < 400; i++)
        {
            var file = good.AsSpan(0, random.Next(4, good.Length + 1)).ToArray();
            for (var changes = random.Next(6); changes > 0; changes--)
            {
                file[random.Next(Math.Min(file.Length, i % 2 == 0 ? 120 : file.Length))] = (byte)random.Next(256);
            }

            var reason = SoundFile.Read(file, Minute, out var sound);
            Assert.Equal(reason is SoundMalformedReason.None, sound is not null);
        }
    }

    [Fact]
    [Spec("A8-02")]
    public void What_is_no_sound_is_told_from_what_is_broken()
    {
        Assert.Equal(SoundMalformedReason.Unknown, SoundFile.Read([], Minute, out _));
        Assert.Equal(SoundMalformedReason.Unknown, SoundFile.Read("%PDF-1.7 and so on"u8.ToArray(), Minute, out _));
        Assert.Equal(SoundMalformedReason.Broken, SoundFile.Read("OggS and so on"u8.ToArray(), Minute, out _));
        Assert.Equal(SoundMalformedReason.Broken, SoundFile.Read("ID3 and so on"u8.ToArray(), Minute, out _));
        Assert.Equal(
            SoundMalformedReason.Encoding,
            SoundFile.Read(Written("-f wav -c:a adpcm_ima_wav", Signals.Tone(1000, 48000, 1)), Minute, out _)
        );
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var sound = new Sound(Signals.Tone(1000, 48000, 2));

        var file = SoundFile.Write(sound);

        Assert.InRange(file.Length, 5_000, 25_000);
        Assert.Equal(SoundMalformedReason.None, SoundFile.Read(file, Minute, out var read));
        Assert.InRange(read!.Length.TotalSeconds, 2, 2.04);
        Assert.InRange(
            Signals.Amplitude(read.Samples.Span[24000..72000], 1000, 48000)
                / Signals.Amplitude(sound.Samples.Span[24000..72000], 1000, 48000),
            0.9,
            1.1
        );
    }

    [Fact]
    [Spec("A8-01")]
    public void Soft_and_loud_become_as_loud_as_the_rest()
    {
        var speech = Signals.Tone(300, 48000, 2);
        foreach (var factor in new[] { 0.05, 0.3, 1.0 })
        {
            short[] sent = [.. speech.Select(sample => (short)(sample * factor)), .. new short[96000]]; // half of it a pause

            var levelled = Levelling.Level(new Sound(sent));

            Assert.InRange(
                Levelling.LoudnessOf(levelled.Samples.Span)!.Value,
                Levelling.TargetDecibels - 0.3,
                Levelling.TargetDecibels + 0.3
            );
        }
    }

    [Fact]
    [Spec("A8-01")]
    public void Levelling_neither_clips_nor_makes_noise_of_silence()
    {
        var clicks = new short[48000];
        clicks[100] = 12000;
        clicks[20000] = -12000;
        Assert.InRange(Levelling.Level(new Sound(clicks)).Samples.Span[100], 12000, 30000);

        var hiss = new Random(1);
        short[] silence = [.. Enumerable.Range(0, 48000).Select(_ => (short)hiss.Next(-2, 3))];
        Assert.Equal(silence, Levelling.Level(new Sound(silence)).Samples.ToArray());
    }

    static byte[] Written(string options, short[] samples)
    {
        var file = Signals.Ffmpeg($"-f s16le -ar 48000 -ac 1 -i INPUT {options}", Signals.Bytes(samples));
        if (file.AsSpan().StartsWith("RIFF"u8))
        {
            var data = file.AsSpan().IndexOf("data"u8);
            BitConverter.TryWriteBytes(file.AsSpan(data + 4), file.Length - data - 8); // a pipe cannot be rewound
        }

        return file;
    }

    /// <returns>The amplitude that all else would have as one tone.</returns>
    static double RestOf(ReadOnlySpan<short> samples, double tone)
    {
        var power = 0.0;
        foreach (var sample in samples)
        {
            power += (double)sample * sample / samples.Length;
        }

        return Math.Sqrt(2 * Math.Max(0, power - (tone * tone / 2)));
    }
}
