using System.Net;

namespace ConnectMe.Sip.Transport;

/// <summary>DNS. A name that is unknown, and servers that do not answer, both give nothing.</summary>
interface INameResolver
{
    ValueTask<IReadOnlyList<NaptrRecord>> Pointers(string name, CancellationToken ct);

    ValueTask<IReadOnlyList<SrvRecord>> Services(string name, CancellationToken ct);

    ValueTask<IReadOnlyList<IPAddress>> Addresses(string name, CancellationToken ct);
}

/// <summary>RFC 3403, as RFC 3263 §4.1 uses it: the service is one of SIP+D2U, SIP+D2T, SIPS+D2T.</summary>
sealed record NaptrRecord(int Order, int Preference, string Service, string Replacement);

/// <summary>RFC 2782.</summary>
sealed record SrvRecord(int Priority, int Weight, int Port, string Target);
