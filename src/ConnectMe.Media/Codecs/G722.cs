namespace ConnectMe.Media.Codecs;

/// <summary>
/// ITU-T G.722 at 64 kbit/s: 16 kHz audio split in two bands by a quadrature mirror filter, each coded by an adaptive differential coder; a byte
/// per two samples, two bits for the upper band above six for the lower. Names and block numbers are the Recommendation's.
/// </summary>
static class G722
{
    // Table 11/G.722: the 24 coefficients of the mirror filter; even ones meet one sample of each pair, odd ones the other.
    // csharpier-ignore
    internal static readonly int[] EvenTaps = [3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11];

    // csharpier-ignore
    internal static readonly int[] OddTaps = [-11, 53, -156, 362, -805, 3876, 951, -210, 32, 12, -11, 3];

    internal static int Saturate(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);

    /// <summary>What the two bands are limited to, and what comes out of the mirror filter.</summary>
    internal static int Limit15(int value) => Math.Clamp(value, -16384, 16383);
}

/// <summary>Encodes whole frames; an odd sample at the end is left out.</summary>
sealed class G722Encoder : IAudioEncoder
{
    readonly G722LowerBand _lower = new();
    readonly G722UpperBand _upper = new();
    readonly G722Taps _first = new();
    readonly G722Taps _second = new();

    public int Encode(ReadOnlySpan<short> frame, Span<byte> payload)
    {
        var length = frame.Length / 2;
        for (var i = 0; i < length; i++)
        {
            var a = _first.Filter(frame[2 * i + 1], G722.EvenTaps);
            var b = _second.Filter(frame[2 * i], G722.OddTaps);
            payload[i] = (byte)((_upper.Encode((a - b) >> 14) << 6) | _lower.Encode((a + b) >> 14));
        }

        return length;
    }

    public void Dispose() { }
}

sealed class G722Decoder : IAudioDecoder
{
    readonly G722LowerBand _lower = new();
    readonly G722UpperBand _upper = new();
    readonly G722Taps _difference = new();
    readonly G722Taps _sum = new();
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
            samples[2 * i] = (short)G722.Saturate(_difference.Filter(low - high, G722.EvenTaps) >> 11);
            samples[2 * i + 1] = (short)G722.Saturate(_sum.Filter(low + high, G722.OddTaps) >> 11);
        }

        _concealment.Good(samples[..count]);
        return count;
    }

    public void Conceal(Span<short> frame) => _concealment.Fill(frame);

    public void Dispose() { }
}

/// <summary>The last twelve values of one half of the mirror filter. Each is kept twice, so that the twelve always lie in a row, the newest first.</summary>
sealed class G722Taps
{
    readonly int[] _values = new int[2 * Count];
    int _newest;

    public int Filter(int value, ReadOnlySpan<int> taps)
    {
        _newest = _newest == 0 ? Count - 1 : _newest - 1;
        _values[_newest] = _values[_newest + Count] = value;
        var values = _values.AsSpan(_newest, Count);
        var sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * taps[i];
        }

        return sum;
    }

    const int Count = 12;
}
