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

    /// <summary>Compressed, or samples of another size than PCM of 16 or 24 bits or floating point of 32.</summary>
    Encoding,

    /// <summary>Neither one nor two channels.</summary>
    Channels,

    /// <summary>Not from 8 to 96 kHz.</summary>
    SampleRate,

    /// <summary>Bytes per sample frame that do not follow from channels and size.</summary>
    BlockAlign,

    DataMissing,

    /// <summary>More than ten minutes.</summary>
    TooLong,
}

/// <summary>Reads a WAV file that someone uploaded: PCM of 16 or 24 bits or floating point of 32, mono or stereo, 8 to 96 kHz.</summary>
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
            reason = ReadFormat(format, out var terms);
            reason = reason == WavMalformedReason.None ? ReadData(data, terms, out sound) : reason;
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

    static WavMalformedReason ReadFormat(ReadOnlySpan<byte> format, out Terms terms)
    {
        terms = default;
        if (format.Length < 16)
        {
            return WavMalformedReason.FormatMissing;
        }

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        if (tag == Extensible && format.Length >= 26)
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]); // the first two bytes of the sub-format
        }

        var channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var hertz = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        terms = new Terms(channels, (int)Math.Min(hertz, int.MaxValue), bits / 8);
        return (tag, bits) switch
        {
            not ((Pcm, 16 or 24) or (Floating, 32)) => WavMalformedReason.Encoding,
            _ when channels is not (1 or 2) => WavMalformedReason.Channels,
            _ when hertz is < SoundFile.LowestRate or > SoundFile.HighestRate => WavMalformedReason.SampleRate,
            _ when BinaryPrimitives.ReadUInt16LittleEndian(format[12..]) != channels * terms.Bytes => WavMalformedReason.BlockAlign,
            _ => WavMalformedReason.None,
        };
    }

    static WavMalformedReason ReadData(ReadOnlySpan<byte> data, Terms terms, out Sound? sound)
    {
        sound = null;
        var (channels, rate, bytes) = terms;
        var length = data.Length / (bytes * channels);
        if (length == 0)
        {
            return WavMalformedReason.DataMissing;
        }

        if (length / rate >= MaximumSeconds)
        {
            return WavMalformedReason.TooLong;
        }

        if (bytes == sizeof(short) && Sound.SampleRate % rate == 0 && rate % 50 == 0)
        {
            var samples = new short[length];
            for (var i = 0; i < length; i++)
            {
                var left = BinaryPrimitives.ReadInt16LittleEndian(data[(i * 2 * channels)..]);
                samples[i] = channels == 1 ? left : (short)((left + BinaryPrimitives.ReadInt16LittleEndian(data[(i * 4 + 2)..])) / 2);
            }

            sound = new Sound(rate == Sound.SampleRate ? samples : ToSoundRate(samples, rate));
            return WavMalformedReason.None;
        }

        var mono = new float[length];
        for (var i = 0; i < length; i++)
        {
            var left = SampleAt(data[(i * bytes * channels)..], bytes);
            mono[i] = channels == 1 ? left : (left + SampleAt(data[((i * channels + 1) * bytes)..], bytes)) / 2;
        }

        sound = SoundFile.Of(mono, rate);
        return WavMalformedReason.None;
    }

    static float SampleAt(ReadOnlySpan<byte> data, int bytes) =>
        bytes switch
        {
            2 => BinaryPrimitives.ReadInt16LittleEndian(data) / -(float)short.MinValue,
            3 => (data[0] << 8 | data[1] << 16 | data[2] << 24) / -(float)int.MinValue,
            _ => Math.Clamp(BinaryPrimitives.ReadSingleLittleEndian(data), -1, 1),
        };

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

    /// <param name="Bytes">Of a sample.</param>
    readonly record struct Terms(int Channels, int Rate, int Bytes);

    public const int MaximumLength = 20 * 1024 * 1024;
    const int MaximumSeconds = 600;
    const uint FormatChunk = 0x666D7420; // "fmt "
    const uint DataChunk = 0x64617461; // "data"
    const ushort Pcm = 1;
    const ushort Floating = 3;
    const ushort Extensible = 0xFFFE;
}
