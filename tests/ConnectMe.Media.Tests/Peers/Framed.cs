using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Media.Tests.Peers;

delegate void TakesDatagram(Span<byte> datagram);

/// <summary>The other end of a TCP connection to the media port (RFC 4571), as a browser has it.</summary>
sealed class Framed : IDisposable
{
    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveBufferSize = 4096,
    };

    /// <summary>False: what comes is left in the system's small buffer.</summary>
    public volatile bool IsReading = true;

    public static Framed Connect(IPEndPoint server)
    {
        var framed = new Framed();
        framed._socket.Connect(server);
        return framed;
    }

    public Socket Socket => _socket;

    public IPEndPoint Local => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Gone with the connection, as any packet may be.</summary>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        var frame = new byte[2 + datagram.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)datagram.Length);
        datagram.CopyTo(frame.AsSpan(2));
        try
        {
            _socket.Send(frame);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    /// <summary>Until either end closes.</summary>
    public async Task Receive(TakesDatagram take, CancellationToken ct)
    {
        var frame = new byte[2 + ushort.MaxValue];
        try
        {
            while (true)
            {
                await ReceiveAll(frame.AsMemory(0, 2), ct);
                var length = BinaryPrimitives.ReadUInt16BigEndian(frame);
                await ReceiveAll(frame.AsMemory(2, length), ct);
                take(frame.AsSpan(2, length));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    /// <summary>Whether the server has closed it.</summary>
    public bool IsClosed
    {
        get
        {
            try
            {
                return _socket.Poll(0, SelectMode.SelectRead) && _socket.Receive(new byte[1], SocketFlags.Peek) == 0;
            }
            catch (SocketException)
            {
                return true; // reset: what we sent was not even read
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    async Task ReceiveAll(Memory<byte> bytes, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!bytes.IsEmpty)
        {
            while (!IsReading)
            {
                await timer.WaitForNextTickAsync(ct);
            }

            var received = await _socket.ReceiveAsync(bytes, SocketFlags.None, ct);
            if (received == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            bytes = bytes[received..];
        }
    }
}
