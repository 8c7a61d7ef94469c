namespace ConnectMe.Media.Codecs;

/// <summary>
/// ITU-T G.722 at 64 kbit/s: 16 kHz audio split in two bands by a quadrature mirror filter, each coded by an adaptive differential coder; a byte
/// per two samples, two bits for the upper band above six for the lower. Names and block numbers are the Recommendation's.
/// </summary>
static class G722
{
    // Table 11/G.722: the 24 coefficients of the mirror filter; even ones meet one sample of each pair, odd ones the other.
    // csharpier-ignore
    internal static ReadOnlySpan<int> EvenTaps => [3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11];

    // csharpier-ignore
    internal static ReadOnlySpan<int> OddTaps => [-11, 53, -156, 362, -805, 3876, 951, -210, 32, 12, -11, 3];

    internal static int Saturate(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);

    /// <summary>What the two bands are limited to, and what comes out of the mirror filter.</summary>
    internal static int Limit15(int value) => Math.Clamp(value, -16384, 16383);
}

/// <summary>Encodes whole frames; an odd sample at the end is left out.</summary>
sealed class G722Encoder : IAudioEncoder
{
    readonly G722LowerBand _lower = new();
    readonly G722UpperBand _upper = new();
    readonly int[] _first = new int[12];
    readonly int[] _second = new int[12];

    public int Encode(ReadOnlySpan<short> frame, Span<byte> payload)
    {
        var length = frame.Length / 2;
        for (var i = 0; i < length; i++)
        {
            Push(_first, frame[2 * i + 1]);
            Push(_second, frame[2 * i]);
            var (a, b) = (Sum(_first, G722.EvenTaps), Sum(_second, G722.OddTaps));
            payload[i] = (byte)((_upper.Encode((a - b) >> 14) << 6) | _lower.Encode((a + b) >> 14));
        }

        return length;
    }

    public void Dispose() { }

    /// <summary>The newest value first.</summary>
    internal static void Push(int[] values, int value)
    {
        Array.Copy(values, 0, values, 1, values.Length - 1);
        values[0] = value;
    }

    internal static int Sum(int[] values, ReadOnlySpan<int> taps)
    {
        var sum = 0;
        for (var i = 0; i < taps.Length; i++)
        {
            sum += values[i] * taps[i];
        }

        return sum;
    }
}

sealed class G722Decoder : IAudioDecoder
{
    readonly G722LowerBand _lower = new();
    readonly G722UpperBand _upper = new();
    readonly int[] _difference = new int[12];
    readonly int[] _sum = new int[12];
    readonly LossConcealment _concealment = new(16000);

    public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        var count = payload.Length * 2;
        if (count > samples.Length)
        {
            return 0;
        }

        for (var i = 0; i < payload.Length; i++)
        {
            var low = _lower.Decode(payload[i] & 0x3F);
            var high = _upper.Decode(payload[i] >> 6);
            G722Encoder.Push(_difference, low - high);
            G722Encoder.Push(_sum, low + high);
            samples[2 * i] = (short)G722.Saturate(G722Encoder.Sum(_difference, G722.EvenTaps) >> 11);
            samples[2 * i + 1] = (short)G722.Saturate(G722Encoder.Sum(_sum, G722.OddTaps) >> 11);
        }

        _concealment.Good(samples[..count]);
        return count;
    }

    public void Conceal(Span<short> frame) => _concealment.Fill(frame);

    public void Dispose() { }
}
