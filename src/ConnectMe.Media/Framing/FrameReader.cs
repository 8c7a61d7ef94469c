using System.Buffers.Binary;

namespace ConnectMe.Media.Framing;

enum FrameVerdict
{
    /// <summary>The rest of it has not come yet.</summary>
    Incomplete,

    Complete,

    /// <summary>Its length is more than is taken: nothing that follows can be told apart any more.</summary>
    TooLong,
}

/// <summary>
/// Finds the packets in a stream (RFC 4571 §2), however TCP has cut it. No socket; nothing is allocated once made, and a frame is a view on what has come.
/// <code>
/// | LENGTH, 16 bits | as many octets | LENGTH | ...
/// </code>
/// </summary>
sealed class FrameReader
{
    readonly byte[] _received = GC.AllocateUninitializedArray<byte>(Capacity, pinned: true);
    int _first;
    int _end;

    /// <summary>Where the next bytes of the stream are to be written; never empty once all complete frames have been read.</summary>
    public Span<byte> Room
    {
        get
        {
            if (_first > 0)
            {
                _received.AsSpan(_first, _end - _first).CopyTo(_received);
                (_first, _end) = (0, _end - _first);
            }

            return _received.AsSpan(_end);
        }
    }

    /// <summary>So many bytes have been written into <see cref="Room"/>.</summary>
    public void Received(int bytes) => _end += bytes;

    /// <param name="limit">The longest frame that is taken now; at most <see cref="MaximumFrame"/>.</param>
    /// <param name="frame">Without its length, and empty for the null packet; may be written to, and is valid until <see cref="Room"/> is next asked for.</param>
    public FrameVerdict Read(int limit, out Span<byte> frame)
    {
        frame = default;
        var left = _received.AsSpan(_first, _end - _first);
        if (left.Length < Header)
        {
            return FrameVerdict.Incomplete;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(left);
        if (length > limit)
        {
            return FrameVerdict.TooLong;
        }

        if (left.Length < Header + length)
        {
            return FrameVerdict.Incomplete;
        }

        frame = left.Slice(Header, length);
        _first += Header + length;
        return FrameVerdict.Complete;
    }

    /// <summary>Of the length in front of each frame.</summary>
    public const int Header = sizeof(ushort);

    /// <summary>As much as is read of a datagram.</summary>
    public const int MaximumFrame = 2048;

    const int Capacity = 2 * (Header + MaximumFrame);
}
