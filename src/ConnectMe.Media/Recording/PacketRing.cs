namespace ConnectMe.Media.Recording;

/// <summary>
/// From the media thread to the one that writes: one side puts entries in, one takes them out, and neither ever waits for the other. What finds no room
/// is not put in. Allocates nothing once made.
/// </summary>
sealed class PacketRing
{
    readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Capacity);
    readonly byte[] _prefix = new byte[Prefix];
    readonly byte[] _taken = new byte[Prefix];
    long _put;
    long _took;

    /// <param name="head">And <paramref name="body"/> are one entry.</param>
    public bool TryPut(byte kind, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var length = head.Length + body.Length;
        if (_put - Volatile.Read(ref _took) + Prefix + length > Capacity)
        {
            return false;
        }

        (_prefix[0], _prefix[1], _prefix[2]) = (kind, (byte)length, (byte)(length >> 8));
        Write(_put, _prefix);
        Write(_put + Prefix, head);
        Write(_put + Prefix + head.Length, body);
        Volatile.Write(ref _put, _put + Prefix + length);
        return true;
    }

    /// <param name="entry">Has room for the longest.</param>
    public bool TryTake(Span<byte> entry, out byte kind, out int length)
    {
        (kind, length) = (0, 0);
        if (_took == Volatile.Read(ref _put))
        {
            return false;
        }

        Read(_took, _taken);
        (kind, length) = (_taken[0], _taken[1] | (_taken[2] << 8));
        Read(_took + Prefix, entry[..length]);
        Volatile.Write(ref _took, _took + Prefix + length);
        return true;
    }

    void Write(long at, ReadOnlySpan<byte> bytes)
    {
        var start = (int)(at % Capacity);
        var first = Math.Min(bytes.Length, Capacity - start);
        bytes[..first].CopyTo(_bytes.AsSpan(start));
        bytes[first..].CopyTo(_bytes);
    }

    void Read(long at, Span<byte> bytes)
    {
        var start = (int)(at % Capacity);
        var first = Math.Min(bytes.Length, Capacity - start);
        _bytes.AsSpan(start, first).CopyTo(bytes);
        _bytes.AsSpan(0, bytes.Length - first).CopyTo(bytes[first..]);
    }

    /// <summary>Of kind and length.</summary>
    const int Prefix = 3;

    /// <summary>Three seconds and a half of both sides in G.711, and more of Opus: as long may a disk take to answer.</summary>
    public const int Capacity = 64 * 1024;
}
