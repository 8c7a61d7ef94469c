using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace ConnectMe.Sip.Transport;

/// <summary>
/// DNS by DnsClient, which keeps answers as long as they are valid. Addresses are the system's to find where no server is named: it knows the hosts file too.
/// </summary>
sealed class DnsResolver : INameResolver
{
    readonly LookupClient _client;
    readonly bool _hasServers;

    /// <param name="servers">Empty: the system's.</param>
    public DnsResolver(IReadOnlyList<IPEndPoint> servers)
    {
        var options = servers.Count == 0 ? new LookupClientOptions() : new LookupClientOptions([.. servers]);
        options.Timeout = TimeSpan.FromSeconds(2);
        options.Retries = 1;
        options.UseCache = true;
        options.ThrowDnsErrors = false;
        _client = new LookupClient(options);
        _hasServers = servers.Count > 0;
    }

    public async ValueTask<IReadOnlyList<NaptrRecord>> Pointers(string name, CancellationToken ct) =>
        [
            .. (await Ask(name, QueryType.NAPTR, ct))
                .OfType<NAPtrRecord>()
                .Where(record => record.Flags.Equals("s", StringComparison.OrdinalIgnoreCase))
                .Select(record => new NaptrRecord(record.Order, record.Preference, record.Services, WithoutDot(record.Replacement))),
        ];

    public async ValueTask<IReadOnlyList<SrvRecord>> Services(string name, CancellationToken ct) =>
        [
            .. (await Ask(name, QueryType.SRV, ct))
                .OfType<DnsClient.Protocol.SrvRecord>()
                .Select(record => new SrvRecord(record.Priority, record.Weight, record.Port, WithoutDot(record.Target))),
        ];

    public async ValueTask<IReadOnlyList<IPAddress>> Addresses(string name, CancellationToken ct)
    {
        if (_hasServers)
        {
            var ipv4 = Ask(name, QueryType.A, ct);
            var ipv6 = Ask(name, QueryType.AAAA, ct);
            return [.. (await ipv4).Concat(await ipv6).OfType<AddressRecord>().Select(record => record.Address)];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(name, ct);
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            return []; // no such host
        }
    }

    async Task<IReadOnlyList<DnsResourceRecord>> Ask(string name, QueryType type, CancellationToken ct)
    {
        try
        {
            return (await _client.QueryAsync(name, type, QueryClass.IN, ct)).Answers;
        }
        catch (Exception error) when (error is DnsResponseException or SocketException or ArgumentException)
        {
            return []; // no answer, or no name that could have one: what to call does not exist for us
        }
    }

    static string WithoutDot(DnsString name) => name.Value.TrimEnd('.');
}
