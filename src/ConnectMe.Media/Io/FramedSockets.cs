using System.Buffers.Binary;
using ConnectMe.Media.Framing;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Io;

/// <summary>
/// The TCP connections to the media port. Who has not yet shown a line's password by a check is one of few: when there are too many, the oldest goes, so
/// that whoever holds connections open keeps nobody out.
/// </summary>
sealed class FramedSockets
{
    readonly Dictionary<Path, FramedSocket> _byPath = [];
    readonly List<FramedSocket> _strangers = new(MaximumStrangers); // the oldest first
    readonly List<FramedSocket> _backedUp = [];
    readonly List<FramedSocket> _found = [];
    readonly byte[] _frame = GC.AllocateUninitializedArray<byte>(WaitingFrames.MaximumLength, pinned: true);
    FramedSocket?[] _byDescriptor = new FramedSocket?[1024];

    public int Count => _byPath.Count;

    public int Strangers => _strangers.Count;

    public FramedSocket? Find(int descriptor) => (uint)descriptor < (uint)_byDescriptor.Length ? _byDescriptor[descriptor] : null;

    public FramedSocket? Find(in Path path) => _byPath.GetValueOrDefault(path);

    /// <returns>Who has to go for it; null when there is room.</returns>
    public FramedSocket? Add(FramedSocket socket)
    {
        if (socket.Descriptor >= _byDescriptor.Length)
        {
            Array.Resize(ref _byDescriptor, Math.Max(socket.Descriptor + 1, 2 * _byDescriptor.Length));
        }

        var tooMany = OldestOfTooMany(socket);
        _byDescriptor[socket.Descriptor] = socket;
        _byPath[socket.Path] = socket;
        _strangers.Add(socket);
        return tooMany;
    }

    public void Introduce(FramedSocket socket, PeerConnection owner)
    {
        socket.Owner = owner;
        _strangers.Remove(socket);
    }

    /// <summary>Closes it.</summary>
    /// <returns>False when it has been closed before.</returns>
    public bool Remove(FramedSocket socket)
    {
        if (!socket.IsOpen)
        {
            return false;
        }

        _byDescriptor[socket.Descriptor] = null;
        if (_byPath.GetValueOrDefault(socket.Path) == socket)
        {
            _byPath.Remove(socket.Path);
        }

        _strangers.Remove(socket);
        _backedUp.Remove(socket);
        socket.Dispose();
        return true;
    }

    /// <returns>False when it, or an older one in its place, was given up.</returns>
    public bool Send(in Path path, ReadOnlySpan<byte> datagram)
    {
        if (Find(path) is not { } socket)
        {
            return false;
        }

        BinaryPrimitives.WriteUInt16BigEndian(_frame, (ushort)datagram.Length);
        datagram.CopyTo(_frame.AsSpan(FrameReader.Header));
        var wasBackedUp = socket.IsBackedUp;
        var sent = socket.Send(_frame.AsSpan(0, FrameReader.Header + datagram.Length));
        if (socket.IsBackedUp && !wasBackedUp && !_backedUp.Contains(socket))
        {
            _backedUp.Add(socket);
        }

        return sent;
    }

    /// <summary>Every 20 ms: what waited may go on.</summary>
    public void Flush()
    {
        for (var i = _backedUp.Count - 1; i >= 0; i--)
        {
            if (_backedUp[i].Flush())
            {
                _backedUp.RemoveAt(i);
            }
        }
    }

    /// <summary>Those that are to be closed: who has said nothing for too long. Valid until asked again.</summary>
    public IReadOnlyList<FramedSocket> SilentAt(DateTimeOffset now)
    {
        _found.Clear();
        foreach (var socket in _byPath.Values)
        {
            if (now - socket.HeardAt > (socket.Owner is null ? Introduction : Idle))
            {
                _found.Add(socket);
            }
        }

        return _found;
    }

    /// <summary>Those of a connection. Valid until asked again.</summary>
    public IReadOnlyList<FramedSocket> Of(PeerConnection owner)
    {
        _found.Clear();
        foreach (var socket in _byPath.Values)
        {
            if (socket.Owner == owner)
            {
                _found.Add(socket);
            }
        }

        return _found;
    }

    public void Dispose()
    {
        foreach (var socket in _byPath.Values)
        {
            socket.Dispose();
        }
    }

    FramedSocket? OldestOfTooMany(FramedSocket added)
    {
        FramedSocket? oldest = null;
        var neighbours = 0;
        foreach (var stranger in _strangers)
        {
            if (stranger.Path.Remote.Address == added.Path.Remote.Address)
            {
                oldest ??= stranger;
                neighbours++;
            }
        }

        return neighbours >= MaximumOfOneAddress ? oldest
            : _strangers.Count >= MaximumStrangers ? _strangers[0]
            : null;
    }

    /// <summary>H7: a check is to come within this time.</summary>
    public static readonly TimeSpan Introduction = TimeSpan.FromSeconds(10);

    /// <summary>Browsers check each path they keep open more often than twice a minute.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    /// <summary>Behind one address there may be an office whose pages all come back at once; each shows who it is in one round trip.</summary>
    public const int MaximumOfOneAddress = 128;
    public const int MaximumStrangers = 512;
}
