using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Tests.Audio;

public sealed class ToneDetectorTests
{
    const string Digits = "0123456789*#ABCD";

    [Theory]
    [InlineData("PCMA")]
    [InlineData("PCMU")]
    [InlineData("G722")]
    [InlineData("opus")]
    public void Each_digit_is_heard_once_in_every_codec(string name)
    {
        var codec = AudioCodec.Available.Single(codec => codec.Name == name);

        Assert.Equal(Digits, Heard(codec, ToneGenerator.Digits(Digits).Samples.Span));
    }

    [Fact]
    public void The_same_digit_twice_is_two_digits()
    {
        Assert.Equal("5551", Heard(AudioCodec.Pcma, ToneGenerator.Digits("5551").Samples.Span));
    }

    [Fact]
    public void A_digit_that_is_held_is_one_digit()
    {
        var samples = new short[Sound.SampleRate];
        AddTone(samples, 770, 6000);
        AddTone(samples, 1336, 6000);

        Assert.Equal("5", Heard(AudioCodec.Pcmu, samples));
    }

    [Fact]
    public void Quiet_digits_are_heard()
    {
        var samples = ToneGenerator.Digits("159D").Samples.ToArray();
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] /= 20; // -26 dB
        }

        Assert.Equal("159D", Heard(AudioCodec.Pcma, samples));
    }

    [Theory]
    [InlineData(770, 770)]
    [InlineData(1336, 1336)]
    [InlineData(440, 1000)]
    [InlineData(425, 425)]
    [InlineData(697, 941)]
    public void Other_tones_are_no_digits(int one, int other)
    {
        var samples = new short[Sound.SampleRate];
        AddTone(samples, one, 6000);
        AddTone(samples, other, 6000);

        Assert.Equal("", Heard(AudioCodec.Pcma, samples));
    }

    [Fact]
    public void A_digit_with_as_much_of_something_else_is_no_digit()
    {
        var samples = new short[Sound.SampleRate];
        AddTone(samples, 770, 4000);
        AddTone(samples, 1336, 4000);
        AddTone(samples, 500, 6000);

        Assert.Equal("", Heard(AudioCodec.Pcma, samples));
    }

    [Fact]
    public void Music_and_noise_are_no_digits()
    {
        var random = new Random(4733);
        var noise = new short[Sound.SampleRate * 20];
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = (short)random.Next(-12000, 12000);
        }

        Assert.Equal("", Heard(AudioCodec.Pcma, noise));
        Assert.Equal("", Heard(AudioCodec.G722, HoldMusic.Sound.Samples.Span));
    }

    /// <summary>Through the codec, 20 ms at a time, beginning in the middle of a block.</summary>
    static string Heard(AudioCodec codec, ReadOnlySpan<short> samples)
    {
        using var digits = new InBandDigits(codec);
        using var encoder = codec.CreateEncoder();
        var resampler = new Resampler(Sound.SampleRate, codec.SampleRate);
        var input = new short[samples.Length + 77 + (Sound.SampleRate / 5)];
        samples.CopyTo(input.AsSpan(77));
        var frame = new short[codec.FrameSamples];
        var payload = new byte[AudioCodec.MaximumPayload];
        var heard = "";
        for (var at = 0; at + (Sound.SampleRate / 50) <= input.Length; at += Sound.SampleRate / 50)
        {
            resampler.Convert(input.AsSpan(at, Sound.SampleRate / 50), frame);
            heard += digits.Handle(payload.AsSpan(0, encoder.Encode(frame, payload)));
        }

        return heard;
    }

    static void AddTone(Span<short> samples, double frequency, double amplitude)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] += (short)(amplitude * Math.Sin(2 * Math.PI * frequency * i / Sound.SampleRate));
        }
    }
}
