using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>A sound as payloads of one codec, 20 ms each: encoded once, however many lines hear it.</summary>
sealed class EncodedSound
{
    readonly byte[] _bytes;
    readonly int[] _ends;

    EncodedSound(AudioCodec codec, byte[] bytes, int[] ends) => (Codec, _bytes, _ends) = (codec, bytes, ends);

    /// <summary>Takes a few hundred milliseconds for a minute of Opus: not for the media thread.</summary>
    public static EncodedSound Encode(Sound sound, AudioCodec codec)
    {
        using var encoder = codec.CreateEncoder();
        var resampler = new Resampler(Sound.SampleRate, codec.SampleRate);
        var frames = (sound.Samples.Length + FrameSamples - 1) / FrameSamples;
        var (bytes, length, ends) = (new byte[frames * codec.SampleRate / 100], 0, new int[frames]);
        Span<short> frame = stackalloc short[FrameSamples];
        Span<short> resampled = stackalloc short[codec.FrameSamples];
        Span<byte> payload = stackalloc byte[AudioCodec.MaximumPayload];
        for (var i = 0; i < frames; i++)
        {
            var samples = sound.Samples.Span[(i * FrameSamples)..Math.Min((i + 1) * FrameSamples, sound.Samples.Length)];
            samples.CopyTo(frame);
            frame[samples.Length..].Clear();
            resampler.Convert(frame, resampled);
            var size = encoder.Encode(resampled, payload);
            if (length + size > bytes.Length)
            {
                Array.Resize(ref bytes, bytes.Length * 2);
            }

            payload[..size].CopyTo(bytes.AsSpan(length));
            ends[i] = length += size;
        }

        Array.Resize(ref bytes, length);
        return new EncodedSound(codec, bytes, ends);
    }

    public ReadOnlySpan<byte> FrameAt(int index) =>
        _bytes.AsSpan(index == 0 ? 0 : _ends[index - 1], _ends[index] - (index == 0 ? 0 : _ends[index - 1]));

    public AudioCodec Codec { get; }

    public int Frames => _ends.Length;

    /// <summary>Of all frames together.</summary>
    public int Bytes => _bytes.Length;

    const int FrameSamples = Sound.SampleRate / 50;
}
