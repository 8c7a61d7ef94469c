using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>A sum of voices, as one codec: brought within 16 bits, to the codec's rate, and encoded.</summary>
sealed class MixEncoder : IDisposable
{
    readonly IAudioEncoder _encoder;
    readonly Resampler _resampler;
    readonly Limiter _limiter;
    readonly short[] _mixed;
    readonly short[] _frame;
    readonly byte[] _kept = new byte[AudioCodec.MaximumPayload];
    int _length;

    /// <param name="rate">Of the sums.</param>
    public MixEncoder(AudioCodec codec, int rate)
    {
        var encoded = codec.Supports(rate) ? rate : codec.SampleRate;
        (Codec, Rate) = (codec, rate);
        _encoder = codec.CreateEncoder(encoded);
        _resampler = new Resampler(rate, encoded);
        _limiter = new Limiter(rate);
        _mixed = new short[rate / 50];
        _frame = new short[encoded / 50];
    }

    public AudioCodec Codec { get; }

    public int Rate { get; }

    /// <summary>Which one <see cref="Kept"/> is.</summary>
    public long Frame { get; private set; }

    /// <summary>The frame that several listeners are sent.</summary>
    public ReadOnlySpan<byte> Kept => _kept.AsSpan(0, _length);

    public int Encode(ReadOnlySpan<int> sum, Span<byte> payload)
    {
        _limiter.Limit(sum, _mixed);
        _resampler.Convert(_mixed, _frame);
        return _encoder.Encode(_frame, payload);
    }

    public void Keep(ReadOnlySpan<int> sum, long frame)
    {
        _length = Encode(sum, _kept);
        Frame = frame;
    }

    public void Dispose() => _encoder.Dispose();
}
