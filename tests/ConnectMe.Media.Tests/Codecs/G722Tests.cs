using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Tests.Codecs;

/// <summary>
/// Ours against ffmpeg's, an independent implementation of the Recommendation. Signal to noise of 64 kbit/s on a voice lies near 20 dB and more; a sign
/// or a table entry wrong costs most of it.
/// </summary>
public class G722Tests
{
    const int Rate = 16000;
    const double MinimumVoice = 18;
    const double MinimumTone = 25;
    const int Delay = 64;

    static byte[] Encode(short[] samples)
    {
        using var encoder = new G722Encoder();
        var payload = new byte[samples.Length / 2];
        for (var at = 0; at < samples.Length; at += 320)
        {
            encoder.Encode(samples.AsSpan(at, 320), payload.AsSpan(at / 2));
        }

        return payload;
    }

    static short[] Decode(byte[] payload)
    {
        using var decoder = new G722Decoder();
        var samples = new short[payload.Length * 2];
        for (var at = 0; at < payload.Length; at += 160)
        {
            decoder.Decode(payload.AsSpan(at, Math.Min(160, payload.Length - at)), samples.AsSpan(at * 2));
        }

        return samples;
    }

    static short[] FfmpegDecode(byte[] payload) => Signals.Samples(Signals.Ffmpeg("-f g722 -i INPUT -f s16le -ar 16000 -ac 1", payload));

    static byte[] FfmpegEncode(short[] samples) =>
        Signals.Ffmpeg("-f s16le -ar 16000 -ac 1 -i INPUT -f g722 -c:a g722", Signals.Bytes(samples));

    [Fact]
    public void A_voice_that_we_encode_and_ffmpeg_decodes_is_within_18_dB()
    {
        var voice = Signals.Speech(Rate, 2);
        Assert.InRange(Signals.SignalToNoise(voice, FfmpegDecode(Encode(voice)), Rate, Delay), MinimumVoice, 60);
    }

    [Fact]
    public void A_voice_that_ffmpeg_encodes_and_we_decode_is_within_18_dB()
    {
        var voice = Signals.Speech(Rate, 2);
        Assert.InRange(Signals.SignalToNoise(voice, Decode(FfmpegEncode(voice)), Rate, Delay), MinimumVoice, 60);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    [InlineData(3000)]
    public void A_tone_in_the_lower_band_comes_back_within_25_dB(double frequency)
    {
        var tone = Signals.Tone(frequency, Rate, 1);
        Assert.InRange(Signals.SignalToNoise(tone, Decode(Encode(tone)), Rate, Delay), MinimumTone, 80);
        Assert.InRange(Signals.SignalToNoise(tone, FfmpegDecode(Encode(tone)), Rate, Delay), MinimumTone, 80);
    }

    [Fact]
    public void A_tone_in_the_upper_band_comes_back_at_its_own_frequency()
    {
        var tone = Signals.Tone(5500, Rate, 1);
        foreach (var decoded in new[] { Decode(Encode(tone)), FfmpegDecode(Encode(tone)), Decode(FfmpegEncode(tone)) })
        {
            Assert.InRange(Signals.Amplitude(decoded.AsSpan(3200), 5500, Rate), 6800, 9200);
            Assert.InRange(Signals.Amplitude(decoded.AsSpan(3200), 2500, Rate), 0, 200); // its mirror image
        }
    }

    [Fact]
    public void Our_decoder_and_ffmpegs_make_the_same_samples_of_the_same_bytes()
    {
        var payload = Encode(Signals.Speech(Rate, 2));
        Assert.Equal(FfmpegDecode(payload), Decode(payload));
    }

    [Fact]
    public void Our_encoder_and_ffmpegs_make_the_same_bytes_of_the_same_samples()
    {
        var voice = Signals.Speech(Rate, 2);
        Assert.Equal(FfmpegEncode(voice), Encode(voice));
    }

    [Fact]
    public void Random_bytes_decode_to_something_without_harm()
    {
        var payload = new byte[160 * 500];
        new Random(7).NextBytes(payload);
        Assert.Equal(payload.Length * 2, Decode(payload).Length);
    }

    [Fact]
    public void An_odd_number_of_bytes_and_none_at_all_are_decoded_as_far_as_they_go()
    {
        using var decoder = new G722Decoder();
        var samples = new short[320];
        Assert.Equal(0, decoder.Decode([], samples));
        Assert.Equal(2, decoder.Decode([0x55], samples));
        Assert.Equal(158, decoder.Decode(new byte[79], samples));
        Assert.Equal(0, decoder.Decode(new byte[161], samples));
    }

    [Fact]
    public void Silence_is_silent_in_every_codec()
    {
        foreach (var codec in AudioCodec.Available)
        {
            using var decoder = codec.CreateDecoder();
            var samples = new short[AudioCodec.MaximumSamples];
            for (var i = 0; i < 10; i++)
            {
                Assert.Equal(codec.FrameSamples, decoder.Decode(codec.Silence.Span, samples));
                Assert.All(samples[..codec.FrameSamples], sample => Assert.InRange(sample, -8, 8));
            }
        }
    }
}
