using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ConnectMe.Sip.Transport;

/// <summary>All UDP sockets.</summary>
sealed class UdpTransport : IAsyncDisposable
{
    readonly List<UdpSocket> _sockets = [];

    /// <summary>Binds; the error is the system's (<see cref="SocketException"/>).</summary>
    public void Listen(IPEndPoint address, Reception reception)
    {
        var port = address.Port;
        foreach (var local in AddressesOf(address.Address))
        {
            try
            {
                var socket = UdpSocket.Bind(new IPEndPoint(local, port), reception);
                _sockets.Add(socket);
                port = socket.Local.Port;
            }
            catch (SocketException gone) when (gone.SocketErrorCode == SocketError.AddressNotAvailable && !local.Equals(address.Address))
            {
                // The address has gone since it was listed, or is not yet in use (IPv6 looks for duplicates first, RFC 4862 §5.4).
            }
        }
    }

    public bool TrySend(ReadOnlySpan<byte> datagram, IPEndPoint remote, IPAddress local) =>
        SocketFor(remote, local)?.TrySend(datagram, remote) ?? false;

    public IReadOnlyList<IPEndPoint> Local => [.. _sockets.Select(socket => socket.Local)];

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
        {
            await socket.DisposeAsync();
        }
    }

    /// <summary>That on the address which is asked for, else the first of the family.</summary>
    UdpSocket? SocketFor(IPEndPoint remote, IPAddress local)
    {
        UdpSocket? first = null;
        foreach (var socket in _sockets)
        {
            if (socket.Local.Address.Equals(local))
            {
                return socket;
            }

            first ??= socket.Local.AddressFamily == remote.AddressFamily ? socket : null;
        }

        return first;
    }

    /// <summary>Link-local ones mean nothing without their interface, and are left out.</summary>
    static IEnumerable<IPAddress> AddressesOf(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ?
            [
                .. NetworkInterface
                    .GetAllNetworkInterfaces()
                    .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                    .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                    .Select(unicast => unicast.Address)
                    .Where(local => local.AddressFamily == AddressFamily.InterNetwork || address.Equals(IPAddress.IPv6Any))
                    .Where(local => !local.IsIPv6LinkLocal && !local.IsIPv6Multicast)
                    .Distinct(),
            ]
            : [address];
}
