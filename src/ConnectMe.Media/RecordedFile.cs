using System.Buffers.Binary;
using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Recording;

namespace ConnectMe.Media;

/// <summary>What a recording's file says of itself; also of one whose writer was killed.</summary>
/// <param name="Length">Of its whole pages.</param>
/// <param name="Peaks">How loud it is from its beginning to its end, 0 to 255, in as many parts as were asked for; empty without libopus.</param>
public sealed record RecordedFile(IReadOnlyDictionary<string, string> Comments, TimeSpan Length, long Bytes, IReadOnlyList<byte> Peaks)
{
    /// <summary>Null when it is no recording of ours, or nothing was written after its headers.</summary>
    public static RecordedFile? Read(string path, int peaks)
    {
        using var file = Open(path);
        var pages = new OggPages(file);
        if (ReadHeaders(pages, out _) is not { } comments)
        {
            return null;
        }

        using var loudness = Opus.IsAvailable ? new Loudness() : null;
        long samples = 0;
        while (pages.TryNext())
        {
            samples = pages.Samples;
            for (var i = 0; i < pages.Count; i++)
            {
                loudness?.Hear(pages[i]);
            }
        }

        return samples > 0
            ? new RecordedFile(
                comments,
                TimeSpan.FromSeconds(samples / (double)OpusStereoEncoder.Rate),
                file.Length,
                loudness?.In(peaks) ?? []
            )
            : null;
    }

    /// <summary>The recording as a sound that can be played to a line: both sides together, from its beginning.</summary>
    /// <param name="longest">What comes after is left out, however large the file is: a minute takes 6 MB of memory.</param>
    /// <returns>Null when it is no recording of ours, nothing was written after its headers, the file is gone, or libopus is missing.</returns>
    public static Sound? ReadSound(string path, TimeSpan longest)
    {
        try
        {
            using var file = Open(path);
            return Opus.IsAvailable ? ReadSound(file, (long)(longest.TotalSeconds * Sound.SampleRate)) : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    static Sound? ReadSound(FileStream file, long most)
    {
        var pages = new OggPages(file);
        if (ReadHeaders(pages, out var skip) is null)
        {
            return null;
        }

        long frames = 0;
        while (pages.TryNext() && frames * Frame < skip + most)
        {
            frames += pages.Count;
        }

        var samples = new short[Math.Clamp(frames * Frame - skip, 0, most)];
        file.Position = 0;
        pages = new OggPages(file);
        ReadHeaders(pages, out _);
        var length = Decode(pages, skip, samples);
        return length > 0 ? new Sound(samples.AsMemory(0, length)) : null;
    }

    /// <returns>How many samples there were, or as many as there is room for.</returns>
    static int Decode(OggPages pages, int skip, Span<short> samples)
    {
        using var decoder = new OpusDecoder(Sound.SampleRate);
        var decoded = new short[AudioCodec.MaximumSamples];
        var length = 0;
        while (length < samples.Length && pages.TryNext())
        {
            for (var i = 0; i < pages.Count; i++)
            {
                var frame = decoded.AsSpan(0, decoder.Decode(pages[i], decoded));
                var skipped = Math.Min(skip, frame.Length);
                skip -= skipped;
                frame = frame[skipped..];
                frame = frame[..Math.Min(frame.Length, samples.Length - length)];
                frame.CopyTo(samples[length..]);
                length += frame.Length;
            }
        }

        return length;
    }

    static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 64 * 1024);

    /// <summary>OpusHead, and the comments of OpusTags (RFC 7845 §5).</summary>
    static IReadOnlyDictionary<string, string>? ReadHeaders(OggPages pages, out int preSkip)
    {
        preSkip = 0;
        if (!pages.TryNext() || pages.Count != 1 || !pages[0].StartsWith("OpusHead"u8) || pages[0].Length < HeadLength)
        {
            return null;
        }

        preSkip = BinaryPrimitives.ReadUInt16LittleEndian(pages[0][10..]);
        return pages.TryNext() && pages.Count == 1 ? OpusTags.Read(pages[0]) : null;
    }

    const int HeadLength = 19;
    const int Frame = OpusStereoEncoder.Rate / 50;

    /// <summary>Decoded at the lowest rate and in mono: it is for the eye.</summary>
    sealed class Loudness : IDisposable
    {
        readonly OpusDecoder _decoder = new(8000);
        readonly short[] _samples = new short[AudioCodec.MaximumSamples];
        readonly List<byte> _frames = [];

        public void Hear(ReadOnlySpan<byte> packet)
        {
            var peak = 0;
            foreach (var sample in _samples.AsSpan(0, _decoder.Decode(packet, _samples)))
            {
                peak = Math.Max(peak, Math.Abs((int)sample));
            }

            _frames.Add((byte)Math.Min(peak >> 7, byte.MaxValue));
        }

        public byte[] In(int parts)
        {
            var peaks = new byte[parts];
            for (var i = 0; i < _frames.Count; i++)
            {
                ref var peak = ref peaks[(int)((long)i * parts / _frames.Count)];
                peak = Math.Max(peak, _frames[i]);
            }

            return peaks;
        }

        public void Dispose() => _decoder.Dispose();
    }
}
