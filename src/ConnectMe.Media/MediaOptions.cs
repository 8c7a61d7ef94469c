using System.Net;

namespace ConnectMe.Media;

/// <param name="PublicAddresses">Advertised instead of the address by which a browser or phone came (NAT, container); may be empty.</param>
/// <param name="Port">The port of all lines, UDP and TCP; 0 takes a free one.</param>
public sealed record MediaOptions(IReadOnlyList<IPAddress> PublicAddresses, int Port)
{
    /// <summary>The UDP ports of SIP legs; null takes whatever the system has free.</summary>
    public RtpPortRange? RtpPorts { get; init; }

    /// <summary>Browsers that UDP does not get through for may come by TCP, on the same port (RFC 6544).</summary>
    public bool Tcp { get; init; } = true;

    /// <summary>Asks the system to run the media thread before others (SCHED_RR); goes without where that is not allowed.</summary>
    public bool RealTime { get; init; } = true;
}
