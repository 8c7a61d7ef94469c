using ConnectMe.Media.Ice;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Io;

/// <summary>
/// Which connection a datagram is for: STUN by the ufrag it names, all else by where it came from, once a check from there has shown that it knows
/// the connection's password (RFC 7983; RFC 8445 §7.3).
/// </summary>
sealed class Demultiplexer
{
    readonly Dictionary<string, PeerConnection> _byFragment = new(StringComparer.Ordinal);
    readonly Dictionary<Path, PeerConnection> _byPath = [];
    readonly Dictionary<PeerConnection, List<Path>> _paths = [];

    public PeerConnection? Find(ReadOnlySpan<byte> usernameFragment)
    {
        Span<char> fragment = stackalloc char[IceCredentials.MaximumUsernameFragment];
        return
            usernameFragment.Length <= fragment.Length
            && System.Text.Ascii.ToUtf16(usernameFragment, fragment, out var length) == System.Buffers.OperationStatus.Done
            && _byFragment.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(fragment[..length], out var connection)
            ? connection
            : null;
    }

    public PeerConnection? Find(in Path path) => _byPath.GetValueOrDefault(path);

    public void Admit(PeerConnection connection)
    {
        _byFragment.Add(connection.UsernameFragment, connection);
        _paths.Add(connection, []);
    }

    /// <summary>
    /// The connection has validated this path. When another connection has the same one it stays that one's for as long as it lives: the sender
    /// address of a check can be forged, and a user's own line must not take away another's.
    /// </summary>
    public void Add(PeerConnection connection, in Path path)
    {
        if (_paths.TryGetValue(connection, out var paths))
        {
            paths.Add(path);
            _byPath.TryAdd(path, connection);
        }
    }

    /// <summary>Another check over this path: it may have become free.</summary>
    public void Claim(PeerConnection connection, in Path path)
    {
        if (_paths.TryGetValue(connection, out var paths) && paths.Contains(path))
        {
            _byPath.TryAdd(path, connection);
        }
    }

    public void Remove(PeerConnection connection, in Path path)
    {
        if (_byPath.TryGetValue(path, out var owner) && owner == connection)
        {
            _byPath.Remove(path);
        }

        _paths.GetValueOrDefault(connection)?.Remove(path);
    }

    public void Retire(PeerConnection connection)
    {
        _byFragment.Remove(connection.UsernameFragment);
        if (_paths.Remove(connection, out var paths))
        {
            foreach (var path in paths)
            {
                Remove(connection, path);
            }
        }
    }
}
