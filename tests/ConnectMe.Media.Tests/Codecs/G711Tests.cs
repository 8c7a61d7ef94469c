using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Tests.Codecs;

public class G711Tests
{
    // The decision values of ITU-T G.711, Tables 1a and 2a, written out from their rule (column 7: the output lies midway between two of them).

    /// <summary>A-law, in 13-bit units: 32 intervals of 2, then six segments of 16 intervals, each twice as wide.</summary>
    static int[] ALawDecisions()
    {
        var decisions = new List<int> { 0 };
        for (var i = 0; i < 128; i++)
        {
            decisions.Add(decisions[^1] + (i < 32 ? 2 : 2 << (i / 16 - 1)));
        }

        return [.. decisions];
    }

    /// <summary>Mu-law, in 14-bit units: 0, 1, 3, 5 .. 31, then seven segments of 16 intervals, each twice as wide; the last decision is 8159.</summary>
    static int[] MuLawDecisions()
    {
        var decisions = new List<int> { 0, 1 };
        for (var i = 1; i < 128; i++)
        {
            decisions.Add(decisions[^1] + (2 << (i / 16)));
        }

        return [.. decisions];
    }

    [Fact]
    public void Every_A_law_code_expands_to_the_middle_of_its_interval()
    {
        var decisions = ALawDecisions();
        for (var interval = 0; interval < 128; interval++)
        {
            var middle = (decisions[interval] + decisions[interval + 1]) / 2 * 8; // 13 bits in the upper part of 16
            Assert.Equal(middle, G711.ALaw.Expand((byte)((0x80 | interval) ^ 0x55)));
            Assert.Equal(-middle, G711.ALaw.Expand((byte)(interval ^ 0x55)));
        }

        Assert.Equal(4096, decisions[^1]);
    }

    [Fact]
    public void Every_mu_law_code_expands_to_the_middle_of_its_interval()
    {
        var decisions = MuLawDecisions();
        for (var interval = 0; interval < 128; interval++)
        {
            var middle = interval == 0 ? 0 : (decisions[interval] + decisions[interval + 1]) / 2 * 4;
            Assert.Equal(middle, G711.MuLaw.Expand((byte)~(byte)interval));
            Assert.Equal(-middle, G711.MuLaw.Expand((byte)(0x7F & ~interval)));
        }

        Assert.Equal(8159, decisions[^1]);
    }

    [Fact]
    public void All_65536_samples_compress_to_the_A_law_interval_they_lie_in()
    {
        var decisions = ALawDecisions();
        for (var sample = short.MinValue; ; sample++)
        {
            // A negative sample of n lies in the interval of -n - 1: the two halves meet between -1 and 0.
            var magnitude = (sample < 0 ? -1 - sample : sample) / 8;
            var interval = Array.FindLastIndex(decisions, d => d <= magnitude);
            Assert.Equal((byte)((sample < 0 ? interval : 0x80 | interval) ^ 0x55), G711.ALaw.Compress(sample));
            if (sample == short.MaxValue)
            {
                break;
            }
        }
    }

    [Fact]
    public void All_65536_samples_compress_to_the_mu_law_interval_they_lie_in()
    {
        var decisions = MuLawDecisions();
        for (var sample = short.MinValue; ; sample++)
        {
            var magnitude = (sample < 0 ? -1 - sample : sample) / 4;
            var interval = Math.Min(127, Array.FindLastIndex(decisions, d => d <= magnitude));
            Assert.Equal((byte)(~interval & (sample < 0 ? 0x7F : 0xFF)), G711.MuLaw.Compress(sample));
            if (sample == short.MaxValue)
            {
                break;
            }
        }
    }

    [Fact]
    public void A_code_expanded_and_compressed_is_the_same_code()
    {
        for (var code = 0; code < 256; code++)
        {
            Assert.Equal(code, G711.ALaw.Compress(G711.ALaw.Expand((byte)code)));
            if (code != 0x7F) // mu-law has two zeros; the negative one comes back as the positive
            {
                Assert.Equal(code, G711.MuLaw.Compress(G711.MuLaw.Expand((byte)code)));
            }
        }
    }

    [Theory]
    [InlineData("alaw")]
    [InlineData("mulaw")]
    public void What_ffmpeg_expands_and_what_we_expand_is_the_same(string law)
    {
        var codes = new byte[256];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = (byte)i;
        }

        var theirs = Signals.Samples(Signals.Ffmpeg($"-f {law} -ar 8000 -ac 1 -i INPUT -f s16le", codes));

        var ours = new short[256];
        (law == "alaw" ? G711.ALaw : G711.MuLaw).Expand(codes, ours);
        Assert.Equal(theirs, ours);
    }

    [Fact]
    public void A_lost_frame_goes_on_as_the_tone_did_and_a_long_loss_falls_silent()
    {
        using var decoder = AudioCodec.Pcma.CreateDecoder();
        using var encoder = AudioCodec.Pcma.CreateEncoder();
        var tone = Signals.Tone(400, 8000, 0.2);
        var (payload, samples) = (new byte[160], new short[160]);
        for (var at = 0; at < tone.Length; at += 160)
        {
            encoder.Encode(tone.AsSpan(at, 160), payload);
            decoder.Decode(payload, samples);
        }

        decoder.Conceal(samples);
        Assert.InRange(Signals.Amplitude(samples, 400, 8000), 5500, 8000);
        for (var i = 0; i < 3; i++)
        {
            decoder.Conceal(samples);
        }

        Assert.All(samples, sample => Assert.Equal(0, sample));
    }
}
