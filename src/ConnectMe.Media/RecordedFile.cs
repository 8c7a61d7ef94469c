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
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 64 * 1024);
        var pages = new OggPages(file);
        if (!pages.TryNext() || !pages.TryNext() || pages.Count != 1 || OpusTags.Read(pages[0]) is not { } comments)
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
