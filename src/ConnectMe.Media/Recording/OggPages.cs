using System.Buffers.Binary;

namespace ConnectMe.Media.Recording;

/// <summary>Reads Ogg page by page (RFC 3533), up to the last that is whole. Of one stream: where another begins it ends.</summary>
sealed class OggPages(Stream file)
{
    readonly byte[] _page = new byte[Header + byte.MaxValue + (byte.MaxValue * byte.MaxValue)];
    readonly List<Range> _packets = [];
    byte[] _begun = []; // of a packet that goes on on the next page
    byte[]? _joined;
    uint? _serial;

    /// <summary>Samples until the end of the present page.</summary>
    public long Samples { get; private set; }

    /// <summary>Packets that end on the present page.</summary>
    public int Count => _packets.Count;

    public ReadOnlySpan<byte> this[int packet] => packet == 0 && _joined is not null ? _joined : _page.AsSpan(_packets[packet]);

    public bool TryNext()
    {
        _packets.Clear();
        _joined = null;
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
        if (!TryRead(body, end - body) || !IsSealed(_page.AsSpan(0, end)) || !IsOfStream())
        {
            _packets.Clear();
            return false;
        }

        return TryJoin(start, end);
    }

    bool IsOfStream()
    {
        var serial = BinaryPrimitives.ReadUInt32LittleEndian(_page.AsSpan(14));
        _serial ??= serial;
        return _serial == serial;
    }

    /// <summary>What the page before began goes on in the first packet; what this one begins is kept for the next.</summary>
    bool TryJoin(int rest, int end)
    {
        if ((_page[5] & Continues) != 0 && _packets.Count > 0)
        {
            _joined = [.. _begun, .. _page.AsSpan(_packets[0])];
            _begun = [];
        }

        _begun = _packets.Count > 0 || (_page[5] & Continues) == 0 ? _page[rest..end] : [.. _begun, .. _page.AsSpan(rest..end)];
        return _begun.Length <= MaximumPacket;
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
    const byte Continues = 1;

    /// <summary>A picture in the comments of a song is no more.</summary>
    const int MaximumPacket = 16 * 1024 * 1024;
}
