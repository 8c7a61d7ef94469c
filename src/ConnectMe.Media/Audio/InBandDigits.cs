using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>Digits that come as tones in the audio, of a phone or trunk that has no RFC 4733. Decodes what is heard, for its own use only.</summary>
sealed class InBandDigits(AudioCodec codec) : IDisposable
{
    // A phone's tones are below 2 kHz: Opus is decoded at the lowest rate that holds them.
    readonly IAudioDecoder _decoder = codec.CreateDecoder(RateOf(codec));
    readonly ToneDetector _detector = new(RateOf(codec));
    readonly short[] _samples = new short[AudioCodec.MaximumSamples];

    public AudioCodec Codec => codec;

    public char? Handle(ReadOnlySpan<byte> payload) => _detector.Handle(_samples.AsSpan(0, _decoder.Decode(payload, _samples)));

    public void Dispose() => _decoder.Dispose();

    static int RateOf(AudioCodec codec) => codec.Supports(8000) ? 8000 : codec.SampleRate;
}
