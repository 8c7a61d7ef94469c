using System.Buffers.Binary;
using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>Why a file is not taken as a sound.</summary>
public enum WavMalformedReason
{
    None,

    /// <summary>Not RIFF/WAVE at all.</summary>
    NotWave,

    /// <summary>More than 20 MB.</summary>
    TooLarge,

    /// <summary>A chunk says it is longer than the file.</summary>
    ChunkPastEnd,

    FormatMissing,

    FormatTwice,

    /// <summary>Not 16-bit PCM: compressed, or another sample size.</summary>
    Encoding,

    /// <summary>Neither one nor two channels.</summary>
    Channels,

    /// <summary>Not 8, 16 or 48 kHz.</summary>
    SampleRate,

    /// <summary>Bytes per sample frame that do not follow from channels and size.</summary>
    BlockAlign,

    DataMissing,

    /// <summary>More than ten minutes.</summary>
    TooLong,
}

/// <summary>Reads a WAV file that someone uploaded: 16-bit PCM, mono or stereo, 8, 16 or 48 kHz.</summary>
public static class WavReader
{
    public static WavMalformedReason Read(ReadOnlySpan<byte> file, out Sound? sound)
    {
        sound = null;
        if (file.Length > MaximumLength)
        {
            return WavMalformedReason.TooLarge;
        }

        // The size in the RIFF header is not looked at: recorders that were cut off leave 0 or 4 GiB there.
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            return WavMalformedReason.NotWave;
        }

        var reason = FindChunks(file[12..], out var format, out var data);
        if (reason == WavMalformedReason.None)
        {
            reason = ReadFormat(format, out var channels, out var rate);
            reason = reason == WavMalformedReason.None ? ReadData(data, channels, rate, out sound) : reason;
        }

        return reason;
    }

    static WavMalformedReason FindChunks(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> format, out ReadOnlySpan<byte> data)
    {
        format = data = default;
        while (rest.Length >= 8)
        {
            var (id, length) = (BinaryPrimitives.ReadUInt32BigEndian(rest), BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]));
            rest = rest[8..];
            if (length > rest.Length)
            {
                return WavMalformedReason.ChunkPastEnd;
            }

            var chunk = rest[..(int)length];
            rest = rest[(int)Math.Min(rest.Length, length + (length & 1))..]; // chunks begin at even offsets
            if (id == FormatChunk && !format.IsEmpty)
            {
                return WavMalformedReason.FormatTwice;
            }

            format = id == FormatChunk ? chunk : format;
            data = id == DataChunk && data.IsEmpty ? chunk : data;
        }

        return WavMalformedReason.None;
    }

    static WavMalformedReason ReadFormat(ReadOnlySpan<byte> format, out int channels, out int rate)
    {
        (channels, rate) = (0, 0);
        if (format.Length < 16)
        {
            return WavMalformedReason.FormatMissing;
        }

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        if (tag == Extensible && format.Length >= 26)
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]); // the first two bytes of the sub-format
        }

        channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var hertz = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        rate = hertz is 8000 or 16000 or 48000 ? (int)hertz : 0;
        return (tag, channels, rate) switch
        {
            (not Pcm, _, _) => WavMalformedReason.Encoding,
            (_, not (1 or 2), _) => WavMalformedReason.Channels,
            (_, _, 0) => WavMalformedReason.SampleRate,
            _ when BinaryPrimitives.ReadUInt16LittleEndian(format[14..]) != 16 => WavMalformedReason.Encoding,
            _ when BinaryPrimitives.ReadUInt16LittleEndian(format[12..]) != channels * 2 => WavMalformedReason.BlockAlign,
            _ => WavMalformedReason.None,
        };
    }

    static WavMalformedReason ReadData(ReadOnlySpan<byte> data, int channels, int rate, out Sound? sound)
    {
        sound = null;
        var length = data.Length / (2 * channels);
        if (length == 0)
        {
            return WavMalformedReason.DataMissing;
        }

        if (length / rate >= MaximumSeconds)
        {
            return WavMalformedReason.TooLong;
        }

        var samples = new short[length];
        for (var i = 0; i < length; i++)
        {
            var left = BinaryPrimitives.ReadInt16LittleEndian(data[(i * 2 * channels)..]);
            samples[i] = channels == 1 ? left : (short)((left + BinaryPrimitives.ReadInt16LittleEndian(data[(i * 4 + 2)..])) / 2);
        }

        sound = new Sound(rate == Sound.SampleRate ? samples : ToSoundRate(samples, rate));
        return WavMalformedReason.None;
    }

    static short[] ToSoundRate(short[] samples, int rate)
    {
        var (ratio, frame) = (Sound.SampleRate / rate, rate / 50);
        var resampler = new Resampler(rate, Sound.SampleRate);
        var converted = new short[samples.Length * ratio];
        for (var at = 0; at < samples.Length; at += frame)
        {
            var part = samples.AsSpan(at, Math.Min(frame, samples.Length - at));
            resampler.Convert(part, converted.AsSpan(at * ratio, part.Length * ratio));
        }

        return converted;
    }

    public const int MaximumLength = 20 * 1024 * 1024;
    const int MaximumSeconds = 600;
    const uint FormatChunk = 0x666D7420; // "fmt "
    const uint DataChunk = 0x64617461; // "data"
    const ushort Pcm = 1;
    const ushort Extensible = 0xFFFE;
}
