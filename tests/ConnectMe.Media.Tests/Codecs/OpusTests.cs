using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Tests.Codecs;

/// <summary>On machines of ours libopus is there (package libopus0); its absence is what other tests play through.</summary>
public class OpusTests
{
    static short[] RoundTrip(short[] samples, int rate, Func<int, bool> isLost, bool recover = false)
    {
        using var encoder = new OpusEncoder(rate);
        using var decoder = new OpusDecoder(rate);
        var (frame, decoded) = (rate / 50, new short[samples.Length]);
        var payloads = new List<byte[]>();
        var buffer = new byte[AudioCodec.MaximumPayload];
        for (var at = 0; at < samples.Length; at += frame)
        {
            payloads.Add(buffer[..encoder.Encode(samples.AsSpan(at, frame), buffer)]);
        }

        for (var i = 0; i < payloads.Count; i++)
        {
            var into = decoded.AsSpan(i * frame, frame);
            if (!isLost(i))
            {
                Assert.Equal(frame, decoder.Decode(payloads[i], into));
            }
            else if (recover && i + 1 < payloads.Count)
            {
                decoder.Recover(payloads[i + 1], into);
            }
            else
            {
                decoder.Conceal(into);
            }
        }

        return decoded;
    }

    [Fact]
    public void Opus_is_there_and_says_which()
    {
        Assert.Null(Opus.WhyUnavailable);
        Assert.StartsWith("libopus", Opus.Version, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(16000)]
    [InlineData(48000)]
    public void A_tone_comes_back_at_its_level_and_20_dB_above_everything_else(int rate)
    {
        var decoded = RoundTrip(Signals.Tone(800, rate, 1), rate, _ => false).AsSpan(rate / 5);

        var tone = Signals.Amplitude(decoded, 800, rate);
        double power = 0;
        foreach (var sample in decoded)
        {
            power += (double)sample * sample / decoded.Length;
        }

        var noise = Math.Max(1, power - tone * tone / 2);
        Assert.InRange(tone, 7000, 9000);
        Assert.InRange(10 * Math.Log10(tone * tone / 2 / noise), 20, 120);
    }

    [Fact]
    public void A_lost_packet_is_concealed_with_what_the_ear_expects()
    {
        var decoded = RoundTrip(Signals.Tone(400, 16000, 1), 16000, i => i == 30);
        Assert.InRange(Signals.Amplitude(decoded.AsSpan(30 * 320, 320), 400, 16000), 3000, 9000);
    }

    [Fact]
    public void A_lost_beginning_of_a_word_is_recovered_from_the_packet_after_it()
    {
        short[] word = [.. new short[30 * 320], .. Signals.Speech(16000, 1)];
        const int first = 30;

        var concealed = RoundTrip(word, 16000, i => i == first).AsSpan(first * 320, 320);
        var recovered = RoundTrip(word, 16000, i => i == first, recover: true).AsSpan(first * 320, 320);

        Assert.InRange(Signals.Level(concealed), 0, 50); // nothing before it to go on from
        Assert.InRange(Signals.Level(recovered), 1500, 3000);
    }

    [Fact]
    public void A_payload_that_is_not_Opus_decodes_to_nothing()
    {
        using var decoder = new OpusDecoder(48000);
        var samples = new short[AudioCodec.MaximumSamples];
        Assert.Equal(0, decoder.Decode([], samples));
        Assert.Equal(0, decoder.Decode([0xFF, 0xFF, 0xFF], samples)); // code 3 with 63 frames: more than 120 ms
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var payload = new byte[random.Next(0, 200)];
            random.NextBytes(payload);
            Assert.InRange(decoder.Decode(payload, samples), 0, AudioCodec.MaximumSamples);
        }
    }

    [Fact]
    public void Packets_of_120_ms_are_decoded_whole()
    {
        using var decoder = new OpusDecoder(48000);
        var samples = new short[AudioCodec.MaximumSamples];
        byte[] sixFrames = [0xFB, 0x06, .. Enumerable.Repeat((byte)0xFF, 12)];
        Assert.Equal(5760, decoder.Decode(sixFrames, samples));
    }
}
