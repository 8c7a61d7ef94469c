using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Tests.Codecs;

public class ResamplerTests
{
    static short[] Convert(short[] samples, int from, int to)
    {
        var resampler = new Resampler(from, to);
        var (frameIn, frameOut) = (from / 50, to / 50);
        var converted = new short[samples.Length / frameIn * frameOut];
        for (var i = 0; i < samples.Length / frameIn; i++)
        {
            resampler.Convert(samples.AsSpan(i * frameIn, frameIn), converted.AsSpan(i * frameOut, frameOut));
        }

        return converted;
    }

    [Theory]
    [InlineData(8000, 16000)]
    [InlineData(8000, 48000)]
    [InlineData(16000, 48000)]
    [InlineData(16000, 8000)]
    [InlineData(48000, 8000)]
    [InlineData(48000, 16000)]
    [InlineData(8000, 8000)]
    public void A_tone_keeps_its_frequency_and_level(int from, int to)
    {
        foreach (var frequency in new[] { 300.0, 1000, 2800 })
        {
            var converted = Convert(Signals.Tone(frequency, from, 1), from, to).AsSpan(to / 10);
            Assert.InRange(Signals.Amplitude(converted, frequency, to), 7800, 8150);
        }
    }

    [Theory]
    [InlineData(48000, 8000, 6000)]
    [InlineData(48000, 16000, 11000)]
    [InlineData(16000, 8000, 5500)]
    public void What_the_lower_rate_cannot_carry_is_gone_instead_of_mirrored(int from, int to, double frequency)
    {
        var converted = Convert(Signals.Tone(frequency, from, 1), from, to).AsSpan(to / 10);
        double loudest = 0;
        foreach (var sample in converted)
        {
            loudest = Math.Max(loudest, Math.Abs((int)sample));
        }

        Assert.InRange(loudest, 0, 80); // 40 dB down
    }

    [Fact]
    public void Going_up_leaves_no_image_above_the_old_limit()
    {
        var converted = Convert(Signals.Tone(1000, 8000, 1), 8000, 48000).AsSpan(4800);
        foreach (var image in new[] { 7000.0, 9000, 15000, 17000 })
        {
            Assert.InRange(Signals.Amplitude(converted, image, 48000), 0, 25); // 50 dB down
        }
    }

    [Fact]
    public void Full_scale_does_not_wrap_round()
    {
        var loud = new short[8000];
        loud.AsSpan().Fill(short.MaxValue);

        // A step overshoots its filter: that must be cut off, not come out at the other end.
        Assert.All(Convert(loud, 8000, 16000), sample => Assert.InRange(sample, -6000, short.MaxValue));
    }
}
