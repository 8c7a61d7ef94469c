using System.Net;
using System.Net.Sockets;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.Transport;

/// <summary>By which address a peer sees us. Asked by the loop alone.</summary>
sealed class LocalAddresses(IReadOnlyList<IPAddress> publicAddresses) : ILocalAddresses
{
    readonly List<(SipProtocol Protocol, IPEndPoint Address)> _listening = [];
    readonly Dictionary<IPAddress, IPAddress> _towards = [];

    public void Add(SipProtocol protocol, IPEndPoint address) => _listening.Add((protocol, address));

    public IPEndPoint Towards(SipProtocol protocol, IPAddress remote, IPAddress? local)
    {
        var address = local ?? From(remote);
        if (
            !IPAddress.IsLoopback(remote)
            && publicAddresses.FirstOrDefault(known => known.AddressFamily == remote.AddressFamily) is { } known
        )
        {
            address = known;
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0)
        {
            address = new IPAddress(address.GetAddressBytes()); // the zone means something on this machine alone
        }

        return new IPEndPoint(address, PortOf(protocol, remote.AddressFamily));
    }

    /// <summary>The address that the system takes towards this one; when we listen on one address only, that.</summary>
    public IPAddress From(IPAddress remote)
    {
        if (!_towards.TryGetValue(remote, out var address))
        {
            if (_towards.Count >= MostRemembered)
            {
                _towards.Clear(); // addresses of this machine change, rarely; and strangers choose who we send to
            }

            _towards[remote] = address = Route(remote);
        }

        return address;
    }

    IPAddress Route(IPAddress remote)
    {
        var ours = _listening
            .Select(listener => listener.Address.Address)
            .Where(a => a.AddressFamily == remote.AddressFamily)
            .Distinct()
            .ToList();
        try
        {
            using var probe = new Socket(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(remote, AnyPort); // UDP: nothing is sent, only the route is chosen
            var routed = ((IPEndPoint)probe.LocalEndPoint!).Address;
            var isOurs =
                ours.Count == 0
                || ours.Contains(routed)
                || ours.Exists(address => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
            return isOurs ? routed : ours[0];
        }
        catch (SocketException)
        {
            return ours.Count > 0 ? ours[0] : IPAddress.Loopback; // no route: sending will fail, and say so
        }
    }

    int PortOf(SipProtocol protocol, AddressFamily family)
    {
        var same = _listening.Where(listener => listener.Protocol == protocol).ToList();
        return same.Count == 0
            ? protocol.DefaultPort()
            : (
                same.Find(listener => listener.Address.AddressFamily == family) is { Address: { } address } ? address : same[0].Address
            ).Port;
    }

    const int AnyPort = 9;
    const int MostRemembered = 1_000;
}
