using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Transport;

/// <summary>
/// Where a request for a URI goes: RFC 3263 §4. A numeric host and a port need no DNS at all. "maddr" is not followed: it lets the writer of a URI choose
/// whom we send to, and nobody uses it.
/// </summary>
/// <param name="families">The address families that we can send by.</param>
sealed class ServerLocator(INameResolver names, IReadOnlySet<AddressFamily> families)
{
    /// <summary>For a numeric host; false: DNS has to be asked.</summary>
    /// <param name="isLarge">The request does not fit a datagram (RFC 3261 §18.1.1): TCP first, where the URI leaves the choice.</param>
    public static bool TryLocate(SipUri uri, bool isLarge, out IReadOnlyList<SipDestination> destinations)
    {
        destinations = [];
        if (!uri.IsSip || ProtocolsOf(uri, isLarge) is not { } protocols)
        {
            return true; // no protocol of ours leads there
        }

        if (uri.Address is not { } address)
        {
            return false;
        }

        destinations =
        [
            .. protocols.Select(protocol => new SipDestination(
                protocol,
                new IPEndPoint(address, uri.Port ?? protocol.DefaultPort()),
                uri.Host
            )),
        ];
        return true;
    }

    public async Task<IReadOnlyList<SipDestination>> Locate(SipUri uri, bool isLarge, CancellationToken ct)
    {
        if (TryLocate(uri, isLarge, out var known))
        {
            return known;
        }

        var protocols = ProtocolsOf(uri, isLarge)!;
        List<(SipProtocol Protocol, string Host, int Port)> hosts = [];
        if (uri.Port is { } port)
        {
            hosts.AddRange(protocols.Select(protocol => (protocol, uri.Host, port)));
        }
        else
        {
            foreach (var (protocol, service) in await ServicesOf(uri, isLarge, ct))
            {
                var records = await names.Services(service, ct);
                hosts.AddRange(SrvOrder.Of(records.Where(IsUsable), Next).Select(record => (protocol, record.Target, record.Port)));
            }

            if (hosts.Count == 0)
            {
                hosts.AddRange(protocols.Select(protocol => (protocol, uri.Host, protocol.DefaultPort()))); // §4.2, last paragraph
            }
        }

        return await Resolve(hosts, uri.Host, ct);
    }

    /// <summary>RFC 3263 §4.1: NAPTR says which services there are; without one, those that we could use are tried.</summary>
    async Task<IReadOnlyList<(SipProtocol Protocol, string Service)>> ServicesOf(SipUri uri, bool isLarge, CancellationToken ct)
    {
        (SipProtocol Protocol, string Service)[] usual =
        [
            (SipProtocol.Udp, $"_sip._udp.{uri.Host}"),
            (SipProtocol.Tcp, $"_sip._tcp.{uri.Host}"),
            (SipProtocol.Tls, $"_sips._tcp.{uri.Host}"),
        ];
        if (uri.Transport is not null || uri.IsSecure)
        {
            var only = ProtocolsOf(uri, isLarge)![0];
            return [.. usual.Where(service => service.Protocol == only)];
        }

        var pointers = (await names.Pointers(uri.Host, ct))
            .Where(pointer => ProtocolOf(pointer.Service) is not null)
            .OrderBy(pointer => pointer.Order)
            .ThenBy(pointer => pointer.Preference)
            .Select(pointer => (ProtocolOf(pointer.Service)!.Value, pointer.Replacement))
            .ToList();
        return pointers.Count > 0 ? pointers
            : isLarge ? [usual[1], usual[0]]
            : [usual[0], usual[1]];
    }

    async Task<IReadOnlyList<SipDestination>> Resolve(
        List<(SipProtocol Protocol, string Host, int Port)> hosts,
        string serverName,
        CancellationToken ct
    )
    {
        List<SipDestination> destinations = [];
        foreach (var (protocol, host, port) in hosts.Distinct().Take(MostDestinations))
        {
            var addresses = IPAddress.TryParse(host, out var numeric) ? [numeric] : await names.Addresses(host, ct);
            destinations.AddRange(
                addresses
                    .Where(address => families.Contains(address.AddressFamily))
                    .Select(address => new SipDestination(protocol, new IPEndPoint(address, port), serverName))
            );
        }

        return [.. destinations.Distinct().Take(MostDestinations)];
    }

    /// <summary>By what a URI may be reached, the first to be tried first; null: by nothing that we open connections with.</summary>
    static SipProtocol[]? ProtocolsOf(SipUri uri, bool isLarge) =>
        (uri.IsSecure, uri.Transport) switch
        {
            (true, null or "tcp" or "tls") => [SipProtocol.Tls], // RFC 3261 §26.2.2: TLS on every hop
            (false, "udp") => [SipProtocol.Udp],
            (false, "tcp") => [SipProtocol.Tcp],
            (false, "tls") => [SipProtocol.Tls], // deprecated by RFC 3261 §26.2.2, and what every phone writes
            (false, null) => isLarge ? [SipProtocol.Tcp, SipProtocol.Udp] : [SipProtocol.Udp],
            _ => null,
        };

    static SipProtocol? ProtocolOf(string service) =>
        service.ToUpperInvariant() switch
        {
            "SIP+D2U" => SipProtocol.Udp,
            "SIP+D2T" => SipProtocol.Tcp,
            "SIPS+D2T" => SipProtocol.Tls,
            _ => null,
        };

    /// <summary>RFC 2782: "." says that the service is decidedly not there.</summary>
    static bool IsUsable(SrvRecord record) => record.Target is not ("" or ".") && record.Port > 0;

    static int Next(int most) => RandomNumberGenerator.GetInt32(most + 1);

    const int MostDestinations = 10;
}
