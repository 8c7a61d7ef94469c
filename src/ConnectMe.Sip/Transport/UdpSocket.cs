using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Sip.Transport;

/// <summary>
/// A UDP socket on one address of this machine. Never on the wildcard: what arrived at one address must be answered from it (RFC 3581 §4).
/// </summary>
sealed class UdpSocket : IAsyncDisposable
{
    readonly Socket _socket;
    readonly Reception _reception;
    readonly IPEndPoint _any;
    readonly CancellationTokenSource _closing = new();
    readonly Task _receiving;

    UdpSocket(Socket socket, Reception reception)
    {
        _socket = socket;
        _reception = reception;
        Local = (IPEndPoint)socket.LocalEndPoint!;
        _any = new IPEndPoint(Local.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        _receiving = Task.Run(Receive);
    }

    /// <summary>Binds; the error is the system's (<see cref="SocketException"/>).</summary>
    public static UdpSocket Bind(IPEndPoint address, Reception reception)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false; // the IPv4 address has a socket of its own on this port
            }

            socket.ReceiveBufferSize = WantedReceiveBuffer; // a thousand phones that register again at the same moment
            socket.SendBufferSize = WantedSendBuffer;
            socket.Bind(address);
            socket.Blocking = false; // a send never holds up the loop
            return new UdpSocket(socket, reception);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>False when the system does not take it: no route, too large. A full buffer counts as sent and lost on the way.</summary>
    public bool TrySend(ReadOnlySpan<byte> datagram, IPEndPoint remote)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, remote);
            return true;
        }
        catch (SocketException error)
        {
            SipMeter.Dropped(SipProtocol.Udp, error.SocketErrorCode.ToString());
            return error.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public IPEndPoint Local { get; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Dispose();
        await _receiving;
        _closing.Dispose();
    }

    async Task Receive()
    {
        var buffer = GC.AllocateArray<byte>(LargestDatagram, pinned: true);
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, _any, _closing.Token);
                var remote = (IPEndPoint)received.RemoteEndPoint;
                var flow = new SipFlow(SipProtocol.Udp, Local, remote, 0);
                if (_reception.HandleDatagram(buffer.AsMemory(0, received.ReceivedBytes), flow) is { } refusal)
                {
                    TrySend(refusal.Bytes, refusal.To);
                }
            }
            catch (SocketException error)
            {
                SipMeter.Dropped(SipProtocol.Udp, error.SocketErrorCode.ToString()); // of one datagram, or an ICMP answer to one of ours
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    const int LargestDatagram = 65_535;
    const int WantedReceiveBuffer = 4 << 20;
    const int WantedSendBuffer = 1 << 20;
}
