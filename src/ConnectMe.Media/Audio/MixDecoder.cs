using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>Payloads of one codec, as frames at the rate of a mix.</summary>
sealed class MixDecoder : IDisposable
{
    readonly IAudioDecoder _decoder;
    readonly Resampler _resampler;

    public MixDecoder(AudioCodec codec, int rate)
    {
        var decoded = codec.Supports(rate) ? rate : codec.SampleRate; // Opus at the rate of the mix, which is cheaper than resampling
        (Codec, Rate, Frame) = (codec, rate, decoded / 50);
        _decoder = codec.CreateDecoder(decoded);
        _resampler = new Resampler(decoded, rate);
    }

    public AudioCodec Codec { get; }

    public int Rate { get; }

    /// <summary>Decoded samples in 20 ms.</summary>
    public int Frame { get; }

    public int Decode(ReadOnlySpan<byte> payload, Span<short> decoded) => _decoder.Decode(payload, decoded);

    /// <param name="following">The payload after the lost one; empty when it is not there either.</param>
    public int Conceal(ReadOnlySpan<byte> following, Span<short> decoded)
    {
        var frame = decoded[..Frame];
        if (_decoder is OpusDecoder opus && !following.IsEmpty)
        {
            opus.Recover(following, frame);
        }
        else
        {
            _decoder.Conceal(frame);
        }

        return Frame;
    }

    /// <summary>One frame to the rate of the mix.</summary>
    public void Convert(ReadOnlySpan<short> decoded, Span<short> voice) => _resampler.Convert(decoded, voice);

    public void Dispose() => _decoder.Dispose();
}
