using System.Net;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

/// <summary>A zone as a test writes it.</summary>
sealed class Names : INameResolver
{
    public Dictionary<string, IReadOnlyList<NaptrRecord>> Naptr { get; } = [];

    public Dictionary<string, IReadOnlyList<SrvRecord>> Srv { get; } = [];

    public Dictionary<string, IReadOnlyList<IPAddress>> Hosts { get; } = [];

    public ValueTask<IReadOnlyList<NaptrRecord>> Pointers(string name, CancellationToken ct) => new(Naptr.GetValueOrDefault(name, []));

    public ValueTask<IReadOnlyList<SrvRecord>> Services(string name, CancellationToken ct) => new(Srv.GetValueOrDefault(name, []));

    public ValueTask<IReadOnlyList<IPAddress>> Addresses(string name, CancellationToken ct) => new(Hosts.GetValueOrDefault(name, []));
}
