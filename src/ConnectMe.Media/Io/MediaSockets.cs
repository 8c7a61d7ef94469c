using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ConnectMe.Media.Io;

/// <summary>One socket per address of this machine, all on the same port number.</summary>
static class MediaSockets
{
    /// <param name="port">0 takes one that is free on all of them.</param>
    public static IReadOnlyList<MediaSocket> Bind(int port)
    {
        var addresses = LocalAddresses();
        for (var attempt = 1; ; attempt++)
        {
            List<MediaSocket> sockets = [];
            try
            {
                foreach (var address in addresses)
                {
                    if (TryBind(address, sockets.Count == 0 ? port : sockets[0].Port) is { } socket)
                    {
                        sockets.Add(socket);
                    }
                }

                return sockets.Count > 0 ? sockets : throw new SocketException((int)SocketError.NetworkDown);
            }
            catch (SocketException taken)
            {
                sockets.ForEach(socket => socket.Dispose());
                if (port != 0 || attempt == MaximumAttempts || taken.SocketErrorCode != SocketError.AddressAlreadyInUse)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Null when the address has gone since it was listed, or is not yet in use (IPv6 looks for duplicates first, RFC 4862 §5.4).</summary>
    static MediaSocket? TryBind(IPAddress address, int port)
    {
        try
        {
            return MediaSocket.Bind(address, port);
        }
        catch (SocketException gone) when (gone.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return null;
        }
    }

    /// <summary>Those that a browser can name: loopback too (the browser on this machine), link-local not (they mean nothing without their interface).</summary>
    static List<IPAddress> LocalAddresses() =>
        [
            .. NetworkInterface
                .GetAllNetworkInterfaces()
                .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(unicast => unicast.Address)
                .Where(address => !address.IsIPv6LinkLocal && !address.IsIPv6Multicast)
                .Distinct()
                .OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6),
        ];

    const int MaximumAttempts = 20;
}
