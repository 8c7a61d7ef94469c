using System.Buffers.Binary;
using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>Writes 16-bit mono PCM as a WAV file.</summary>
public static class WavWriter
{
    public static byte[] Write(ReadOnlySpan<short> samples, int sampleRate)
    {
        var file = new byte[HeaderLength + samples.Length * 2];
        var span = file.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], 1); // mono
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], sampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], samples.Length * 2);
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(span[(HeaderLength + i * 2)..], samples[i]);
        }

        return file;
    }

    /// <summary>A sound at a lower rate, to be kept: nothing of the file that it came in is left but what is heard.</summary>
    /// <param name="sampleRate">8000, 16000 or 48000.</param>
    public static byte[] Write(Sound sound, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(sound);
        var samples = sound.Samples.Span;
        if (sampleRate == Sound.SampleRate)
        {
            return Write(samples, sampleRate);
        }

        var (ratio, frame) = (Sound.SampleRate / sampleRate, Sound.SampleRate / 50);
        var resampler = new Resampler(Sound.SampleRate, sampleRate);
        var converted = new short[samples.Length / ratio];
        for (var at = 0; at + ratio <= samples.Length; at += frame)
        {
            var part = samples.Slice(at, Math.Min(frame, (samples.Length - at) / ratio * ratio));
            resampler.Convert(part, converted.AsSpan(at / ratio, part.Length / ratio));
        }

        return Write(converted, sampleRate);
    }

    const int HeaderLength = 44;
}
