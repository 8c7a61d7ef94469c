using System.Buffers.Binary;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Recording;
using NLayer;
using NVorbis;

namespace ConnectMe.Media.Audio;

/// <summary>Why a file that somebody sent is not taken as a sound.</summary>
public enum SoundMalformedReason
{
    None,

    /// <summary>Neither WAV nor MP3 nor Ogg.</summary>
    Unknown,

    /// <summary>It begins as one of these, and cannot be read.</summary>
    Broken,

    /// <summary>A WAV of an encoding that is not read: compressed, more than two channels, another size of samples.</summary>
    Encoding,

    /// <summary>Its sound is longer than it may be.</summary>
    TooLong,

    /// <summary>An Ogg of Opus, and there is no libopus.</summary>
    NoOpus,
}

/// <summary>Reads sounds that people send: WAV, MP3, Ogg with Vorbis or Opus. What it is, its first bytes say. Takes as long as a few seconds: not for the packet path.</summary>
public static class SoundFile
{
    public static SoundMalformedReason Read(byte[] file, TimeSpan longest, out Sound? sound)
    {
        var most = (long)(longest.TotalSeconds * Sound.SampleRate);
        return file.AsSpan() switch
        {
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => ReadWav(file, most, out sound),
            [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] when file.AsSpan().IndexOf("OpusHead"u8) is >= 0 and < FirstPage => ReadOpus(
                file,
                most,
                out sound
            ),
            [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => ReadWith(ReadVorbis, file, most, out sound),
            [(byte)'I', (byte)'D', (byte)'3', ..] or [0xFF, >= 0xE0, ..] => ReadWith(ReadMp3, file, most, out sound),
            _ => Nothing(SoundMalformedReason.Unknown, out sound),
        };
    }

    /// <summary>The sound as Ogg/Opus, which browsers play and this reads. Only to be called with libopus.</summary>
    public static byte[] Write(Sound sound)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var encoder = new OpusStereoEncoder())
            using (var file = new OggOpusFile(path, serial: 1, encoder.PreSkip, []))
            {
                Write(sound.Samples.Span, encoder, file);
                file.Finish();
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void Write(ReadOnlySpan<short> samples, OpusStereoEncoder encoder, OggOpusFile file)
    {
        var stereo = new short[2 * Frame];
        var packet = new byte[AudioCodec.MaximumPayload];
        for (var at = 0; at < samples.Length + encoder.PreSkip; at += Frame)
        {
            for (var i = 0; i < Frame; i++)
            {
                stereo[2 * i] = stereo[2 * i + 1] = at + i < samples.Length ? samples[at + i] : (short)0;
            }

            file.Add(packet.AsSpan(0, encoder.Encode(stereo, packet)));
        }
    }

    static SoundMalformedReason ReadWav(byte[] file, long most, out Sound? sound)
    {
        var reason = WavReader.Read(file, out sound) switch
        {
            WavMalformedReason.None when sound!.Samples.Length > most => SoundMalformedReason.TooLong,
            WavMalformedReason.None => SoundMalformedReason.None,
            WavMalformedReason.TooLong => SoundMalformedReason.TooLong,
            WavMalformedReason.NotWave => SoundMalformedReason.Unknown,
            WavMalformedReason.Encoding or WavMalformedReason.SampleRate or WavMalformedReason.Channels => SoundMalformedReason.Encoding,
            _ => SoundMalformedReason.Broken,
        };
        sound = reason is SoundMalformedReason.None ? sound : null;
        return reason;
    }

    static SoundMalformedReason ReadOpus(byte[] file, long most, out Sound? sound)
    {
        if (!Opus.IsAvailable)
        {
            return Nothing(SoundMalformedReason.NoOpus, out sound);
        }

        using var stream = new MemoryStream(file);
        var pages = new OggPages(stream);
        if (!pages.TryNext() || pages.Count != 1 || pages[0].Length < OpusHead)
        {
            return Nothing(SoundMalformedReason.Broken, out sound);
        }

        int skip = BinaryPrimitives.ReadUInt16LittleEndian(pages[0][10..]);
        var samples = new SampleList(most);
        using var decoder = new OpusDecoder(Sound.SampleRate);
        var decoded = new short[AudioCodec.MaximumSamples];
        var hasTags = false;
        while (!samples.IsTooLong && pages.TryNext())
        {
            for (var i = 0; i < pages.Count; i++)
            {
                if (!hasTags)
                {
                    hasTags = true; // OpusTags, which may be of several pages
                    continue;
                }

                var frame = decoded.AsSpan(0, Math.Max(0, decoder.Decode(pages[i], decoded)));
                var skipped = Math.Min(skip, frame.Length);
                skip -= skipped;
                samples.Add(frame[skipped..]);
            }
        }

        return samples.End(out sound);
    }

    /// <summary>What libraries throw of a file that somebody broke, or made to break them, is as manifold as their code: each is the file's fault.</summary>
    static SoundMalformedReason ReadWith(Func<Stream, long, (SoundMalformedReason, Sound?)> read, byte[] file, long most, out Sound? sound)
    {
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            (var reason, sound) = read(stream, most);
            return reason;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Nothing(SoundMalformedReason.Broken, out sound);
        }
    }

    static (SoundMalformedReason, Sound?) ReadMp3(Stream stream, long most)
    {
        using var file = new MpegFile(stream);
        return Read((buffer, count) => file.ReadSamples(buffer, 0, count), file.Channels, file.SampleRate, most);
    }

    static (SoundMalformedReason, Sound?) ReadVorbis(Stream stream, long most)
    {
        using var file = new VorbisReader(stream, closeOnDispose: false);
        return Read((buffer, count) => file.ReadSamples(buffer, 0, count), file.Channels, file.SampleRate, most);
    }

    static (SoundMalformedReason, Sound?) Read(Func<float[], int, int> read, int channels, int rate, long most)
    {
        if (channels is not (1 or 2) || rate is < LowestRate or > HighestRate)
        {
            return (SoundMalformedReason.Encoding, null);
        }

        var buffer = new float[channels * Chunk];
        List<float> mono = [];
        for (int count; (count = read(buffer, buffer.Length)) > 0; )
        {
            for (var i = 0; i + channels <= count; i += channels)
            {
                mono.Add(channels == 1 ? buffer[i] : (buffer[i] + buffer[i + 1]) / 2);
            }

            if ((long)mono.Count * Sound.SampleRate / rate > most)
            {
                return (SoundMalformedReason.TooLong, null);
            }
        }

        return mono.Count == 0 ? (SoundMalformedReason.Broken, null) : (SoundMalformedReason.None, Of(mono.ToArray(), rate));
    }

    /// <param name="samples">From -1 to 1; what is no number is silence.</param>
    internal static Sound Of(ReadOnlySpan<float> samples, int rate)
    {
        var converted = RateConverter.Convert(samples, rate, Sound.SampleRate);
        var sound = new short[converted.Length];
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] = float.IsNaN(converted[i])
                ? (short)0
                : (short)Math.Clamp(MathF.Round(converted[i] * short.MaxValue), short.MinValue, short.MaxValue);
        }

        return new Sound(sound);
    }

    static SoundMalformedReason Nothing(SoundMalformedReason reason, out Sound? sound)
    {
        sound = null;
        return reason;
    }

    internal const int LowestRate = 8000;
    internal const int HighestRate = 96000;
    const int Frame = Sound.SampleRate / 50;
    const int Chunk = 4096;
    const int OpusHead = 19;

    /// <summary>Where the first packet of an Ogg ends that says what it is.</summary>
    const int FirstPage = 64;

    sealed class SampleList(long most)
    {
        readonly List<short> _samples = [];

        public bool IsTooLong => _samples.Count > most;

        public void Add(ReadOnlySpan<short> samples) => _samples.AddRange(samples);

        public SoundMalformedReason End(out Sound? sound) =>
            IsTooLong ? Nothing(SoundMalformedReason.TooLong, out sound)
            : _samples.Count == 0 ? Nothing(SoundMalformedReason.Broken, out sound)
            : Ended(out sound);

        SoundMalformedReason Ended(out Sound? sound)
        {
            sound = new Sound(_samples.ToArray());
            return SoundMalformedReason.None;
        }
    }
}
