using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Sip.Transport;

/// <summary>Takes connections in; what is spoken over them is for the given opening to say.</summary>
sealed class StreamListener : IAsyncDisposable
{
    readonly SipListener _listener;
    readonly Socket _socket;
    readonly Connections _connections;
    readonly Func<IPAddress, bool>? _admits;
    readonly Func<Stream, CancellationToken, Task<IMessageStream>> _open;
    readonly CancellationTokenSource _closing = new();
    readonly Task _accepting;

    /// <summary>Binds; the error is the system's (<see cref="SocketException"/>).</summary>
    public StreamListener(
        SipListener listener,
        Connections connections,
        Func<IPAddress, bool>? admits,
        Func<Stream, CancellationToken, Task<IMessageStream>> open
    )
    {
        _listener = listener;
        _connections = connections;
        _admits = admits;
        _open = open;
        var isOfBoth = listener.Address.Address.Equals(IPAddress.IPv6Any);
        var address = isOfBoth && !Socket.OSSupportsIPv6 ? new IPEndPoint(IPAddress.Any, listener.Address.Port) : listener.Address;
        _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                _socket.DualMode = isOfBoth;
            }

            _socket.Bind(address);
            _socket.Listen(Backlog);
        }
        catch (SocketException)
        {
            _socket.Dispose();
            throw;
        }

        Local = (IPEndPoint)_socket.LocalEndPoint!;
        _accepting = Task.Run(Accept);
    }

    public IPEndPoint Local { get; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Dispose();
        await _accepting;
        _closing.Dispose();
    }

    async Task Accept()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Admit(await _socket.AcceptAsync(_closing.Token));
            }
            catch (SocketException error)
            {
                SipMeter.Dropped(_listener.Protocol, error.SocketErrorCode.ToString());
                if (error.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
                {
                    await Task.Delay(Pause, TimeProvider.System); // until some are closed; any other error was that one connection's
                }
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    void Admit(Socket accepted)
    {
        try
        {
            accepted.NoDelay = true;
            accepted.SendBufferSize = SendBuffer; // for who does not read, the system would keep megabytes
            var local = Unmapped(accepted.LocalEndPoint);
            var remote = Unmapped(accepted.RemoteEndPoint);
            if (_admits?.Invoke(remote.Address) == false)
            {
                SipMeter.Dropped(_listener.Protocol, "banned");
                accepted.Dispose();
            }
            else if (
                !_connections.TryAccept(
                    _listener.Protocol,
                    local,
                    remote,
                    ct => _open(new NetworkStream(accepted, ownsSocket: true), ct),
                    out _
                )
            )
            {
                SipMeter.Dropped(_listener.Protocol, "too many connections");
                accepted.Dispose();
            }
        }
        catch (SocketException)
        {
            accepted.Dispose(); // reset between the accept and now
        }
    }

    /// <summary>An IPv4-mapped address is that IPv4 address: for bans and trunks too.</summary>
    static IPEndPoint Unmapped(EndPoint? end) =>
        end is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped
            ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port)
            : (IPEndPoint)end!;

    const int Backlog = 512;
    const int SendBuffer = 64 << 10;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
}
