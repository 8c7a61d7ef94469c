using System.Buffers.Binary;

namespace ConnectMe.Media.Recording;

/// <summary>Reads what <see cref="OggOpusFile"/> wrote, page by page, up to the last that is whole.</summary>
sealed class OggPages(Stream file)
{
    readonly byte[] _page = new byte[Header + byte.MaxValue + (byte.MaxValue * byte.MaxValue)];
    readonly List<Range> _packets = [];

    /// <summary>Samples until the end of the present page.</summary>
    public long Samples { get; private set; }

    /// <summary>Packets of the present page.</summary>
    public int Count => _packets.Count;

    public ReadOnlySpan<byte> this[int packet] => _page.AsSpan(_packets[packet]);

    public bool TryNext()
    {
        _packets.Clear();
        if (!TryRead(0, Header) || !_page.AsSpan().StartsWith("OggS"u8) || !TryRead(Header, _page[26]))
        {
            return false;
        }

        var start = Header + _page[26];
        var end = start;
        foreach (var lacing in _page.AsSpan(Header, _page[26]))
        {
            end += lacing;
            if (lacing < byte.MaxValue)
            {
                _packets.Add(start..end);
                start = end;
            }
        }

        var body = Header + _page[26];
        return TryRead(body, end - body) && IsSealed(_page.AsSpan(0, end));
    }

    bool IsSealed(Span<byte> page)
    {
        Samples = BinaryPrimitives.ReadInt64LittleEndian(page[6..]);
        var seal = BinaryPrimitives.ReadUInt32LittleEndian(page[22..]);
        page.Slice(22, 4).Clear();
        return seal == OggChecksum.Of(page);
    }

    bool TryRead(int at, int length) => file.ReadAtLeast(_page.AsSpan(at, length), length, throwOnEndOfStream: false) == length;

    const int Header = 27;
}
