using System.Net;
using ConnectMe.Media;

namespace ConnectMe.Telephony;

/// <summary>The section <c>Media</c> of the configuration.</summary>
internal sealed class MediaSettings
{
    /// <summary>Addresses browsers are told to send to, separated by commas; empty: the one by which they reached us.</summary>
    public string PublicAddresses { get; init; } = "";

    /// <summary>The port of all lines, UDP and TCP; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Browsers that UDP does not get through for may come by TCP.</summary>
    public bool Tcp { get; init; } = true;

    /// <summary>The UDP ports of phones and trunks, two for each leg; empty: whatever the system has free.</summary>
    public string RtpPorts { get; init; } = "20000-29999";

    public MediaOptions ToOptions() =>
        new(
            [.. PublicAddresses.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(IPAddress.Parse)],
            Port
        )
        {
            Tcp = Tcp,
            RtpPorts =
                RtpPorts.Length == 0 ? null
                : RtpPortRange.TryParse(RtpPorts, out var range) ? range
                : throw new FormatException($"Media:RtpPorts is {RtpPorts}, which is not a range of ports such as 20000-29999"),
        };
}
