using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ConnectMe.Media.Io;

/// <summary>
/// Hands out pairs of ports for legs. In an order that cannot be foretold, and the one given back last comes last: what a phone still sends to an
/// ended call does not arrive in the next one.
/// </summary>
sealed class RtpPortPool
{
    readonly Lock _lock = new();
    readonly Queue<int>? _free;

    /// <param name="range">Null: whatever ports the system has free.</param>
    public RtpPortPool(RtpPortRange? range)
    {
        if (range is not { } given)
        {
            return;
        }

        var ports = Enumerable.Range(0, given.Pairs).Select(pair => given.FirstEven + (2 * pair)).ToArray();
        RandomNumberGenerator.Shuffle(ports.AsSpan());
        _free = new Queue<int>(ports);
    }

    /// <summary>Null when none is free.</summary>
    public RtpPorts? Take(IPAddress address)
    {
        if (_free is null)
        {
            return TakeAny(address);
        }

        for (var attempts = MaximumAttempts; attempts > 0; attempts--)
        {
            int port;
            lock (_lock)
            {
                if (!_free.TryDequeue(out port))
                {
                    return null;
                }
            }

            if (TryBind(address, port, () => Release(port)) is { } ports)
            {
                return ports;
            }

            Release(port); // another program has it
        }

        return null;
    }

    void Release(int port)
    {
        lock (_lock)
        {
            _free!.Enqueue(port);
        }
    }

    static RtpPorts? TakeAny(IPAddress address)
    {
        for (var attempts = MaximumAttempts; attempts > 0; attempts--)
        {
            int free;
            using (var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp))
            {
                socket.Bind(new IPEndPoint(address, 0));
                free = ((IPEndPoint)socket.LocalEndPoint!).Port;
            }

            if (TryBind(address, free - (free % 2), null) is { } ports)
            {
                return ports;
            }
        }

        return null;
    }

    static RtpPorts? TryBind(IPAddress address, int port, Action? released)
    {
        MediaSocket? rtp = null;
        try
        {
            rtp = MediaSocket.Bind(address, port, Buffer, Buffer);
            return new RtpPorts(rtp, MediaSocket.Bind(address, port + 1, Buffer, Buffer), released);
        }
        catch (SocketException)
        {
            rtp?.Dispose();
            return null; // taken; if the address is none of ours, they all are
        }
    }

    /// <summary>One phone's packets: a tenth of this is a second of them.</summary>
    const int Buffer = 256 << 10;

    const int MaximumAttempts = 50;
}
