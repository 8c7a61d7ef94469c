using System.Net;

namespace ConnectMe.Telephony;

/// <summary>The section <c>Sip</c> of the configuration.</summary>
internal sealed class SipSettings
{
    /// <summary>UDP and TCP; 0 takes a free one. Taken by another program: said in the log and by /health/ready, calls between browsers go on.</summary>
    public int Port { get; init; } = 5060;

    /// <summary>TLS; open only when there is a certificate. 0 takes a free one.</summary>
    public int TlsPort { get; init; } = 5061;

    /// <summary>Addresses to listen on, separated by commas; empty: all of this machine.</summary>
    public string Addresses { get; init; } = "";

    /// <summary>Addresses that phones and providers are told to send to, separated by commas; empty: the one by which they reached us.</summary>
    public string PublicAddresses { get; init; } = "";

    /// <summary>A PEM file with the certificate and its chain for TLS. Read again when it changes.</summary>
    public string CertificatePath { get; init; } = "";

    /// <summary>The certificate's key when it lies in a file of its own.</summary>
    public string CertificateKeyPath { get; init; } = "";

    /// <summary>SIP calls at once; more are refused with 503 and Retry-After.</summary>
    public int MostCalls { get; init; } = 2000;

    /// <summary>SIP calls that phones and providers begin in a second; more are refused likewise. The rated load is 25.</summary>
    public int MostCallsPerSecond { get; init; } = 40;

    public IReadOnlyList<IPAddress> ListenOn => Read(Addresses);

    public IReadOnlyList<IPAddress> Advertised => Read(PublicAddresses);

    static IReadOnlyList<IPAddress> Read(string addresses) =>
        [.. addresses.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(IPAddress.Parse)];
}
