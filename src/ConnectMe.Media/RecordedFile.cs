using System.Buffers.Binary;
using ConnectMe.Media.Recording;

namespace ConnectMe.Media;

/// <summary>What a recording's file says of itself; also of one whose writer was killed.</summary>
/// <param name="Length">Of its whole pages.</param>
public sealed record RecordedFile(IReadOnlyDictionary<string, string> Comments, TimeSpan Length, long Bytes)
{
    /// <summary>Null when it is no recording of ours, or nothing was written after its headers.</summary>
    public static RecordedFile? Read(string path)
    {
        using var file = File.OpenRead(path);
        var beginning = new byte[(int)Math.Min(file.Length, MostOfHeaders)];
        file.ReadExactly(beginning);
        _ = PacketOf(beginning, out var next);
        var tags = PacketOf(beginning.AsSpan(next), out _);

        var end = new byte[(int)Math.Min(file.Length, MostOfPage)];
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        return OpusTags.Read(tags) is { } comments && SamplesUntil(end) is > 0 and var samples
            ? new RecordedFile(comments, TimeSpan.FromSeconds(samples / 48_000.0), file.Length)
            : null;
    }

    /// <summary>The one packet of a header's page.</summary>
    static ReadOnlySpan<byte> PacketOf(ReadOnlySpan<byte> page, out int next)
    {
        next = 0;
        if (page.Length < Header || !page.StartsWith("OggS"u8) || page.Length < Header + page[26])
        {
            return default;
        }

        var length = 0;
        foreach (var lacing in page.Slice(Header, page[26]))
        {
            length += lacing;
        }

        var start = Header + page[26];
        next = start + length;
        return next <= page.Length ? page.Slice(start, length) : default;
    }

    /// <summary>As the last whole page counts them.</summary>
    static long SamplesUntil(ReadOnlySpan<byte> end)
    {
        while (end.LastIndexOf("OggS"u8) is >= 0 and var at)
        {
            var page = end[at..];
            _ = PacketOf(page, out var length);
            if (length > 0 && length <= page.Length && IsSealed(page[..length]))
            {
                return BinaryPrimitives.ReadInt64LittleEndian(page[6..]);
            }

            end = end[..at];
        }

        return 0;
    }

    static bool IsSealed(ReadOnlySpan<byte> page)
    {
        Span<byte> blank = new byte[page.Length];
        page.CopyTo(blank);
        blank.Slice(22, 4).Clear();
        return BinaryPrimitives.ReadUInt32LittleEndian(page[22..]) == OggChecksum.Of(blank);
    }

    const int Header = 27;
    const int MostOfHeaders = 16 * 1024;

    /// <summary>Of two, so that a whole one is there when the last is not.</summary>
    const int MostOfPage = 64 * 1024;
}
