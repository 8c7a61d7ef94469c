using System.Net;
using ConnectMe.Media;

namespace ConnectMe.Telephony;

/// <summary>The section <c>Media</c> of the configuration.</summary>
internal sealed class MediaSettings
{
    /// <summary>Addresses browsers are told to send to, separated by commas; empty: the one by which they reached us.</summary>
    public string PublicAddresses { get; init; } = "";

    /// <summary>The UDP port of all lines; 0 takes a free one.</summary>
    public int Port { get; init; }

    public MediaOptions ToOptions() =>
        new(
            [.. PublicAddresses.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(IPAddress.Parse)],
            Port
        );
}
