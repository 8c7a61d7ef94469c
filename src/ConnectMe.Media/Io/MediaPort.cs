using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ConnectMe.Media.Io;

/// <summary>The media port: one UDP socket per address of this machine, and where TCP is wanted a listener beside it, all on the same port number.</summary>
/// <param name="WhyNoTcp">Null when every address is listened on, or nothing was to be.</param>
sealed record MediaPort(IReadOnlyList<MediaSocket> Sockets, IReadOnlyList<FramedListener> Listeners, string? WhyNoTcp)
{
    /// <param name="port">0 takes one that is free on all of them.</param>
    /// <param name="tcp">A fixed port that UDP has and TCP has not is used without TCP: calls matter more than the way around.</param>
    public static MediaPort Bind(int port, bool tcp)
    {
        var addresses = LocalAddresses();
        for (var attempt = 1; ; attempt++)
        {
            List<MediaSocket> sockets = [];
            List<FramedListener> listeners = [];
            try
            {
                foreach (var address in addresses)
                {
                    if (TryBind(address, sockets.Count == 0 ? port : sockets[0].Port) is { } socket)
                    {
                        sockets.Add(socket);
                    }
                }

                _ = sockets.Count > 0 ? 0 : throw new SocketException((int)SocketError.NetworkDown);
                return new MediaPort(sockets, listeners, tcp ? Listen(sockets, listeners, mustAll: port == 0) : null);
            }
            catch (SocketException taken)
            {
                sockets.ForEach(socket => socket.Dispose());
                listeners.ForEach(listener => listener.Dispose());
                if (port != 0 || attempt == MaximumAttempts || taken.SocketErrorCode != SocketError.AddressAlreadyInUse)
                {
                    throw;
                }
            }
        }
    }

    static string? Listen(List<MediaSocket> sockets, List<FramedListener> listeners, bool mustAll)
    {
        string? whyNot = null;
        foreach (var socket in sockets)
        {
            try
            {
                listeners.Add(FramedListener.Bind(socket.Address, socket.Port));
            }
            catch (SocketException taken) when (!mustAll)
            {
                whyNot = $"{socket.Address}: {taken.Message}";
            }
        }

        return whyNot;
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
