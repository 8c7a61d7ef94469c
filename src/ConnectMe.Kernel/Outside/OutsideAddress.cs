using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Kernel.Outside;

/// <summary>Where the server calls on somebody's word: a push service that a browser named, a gateway that an administrator typed. It must not be a way into the network.</summary>
public static class OutsideAddress
{
    public const int Longest = 2048;

    /// <summary>HTTPS, and at the usual port.</summary>
    /// <param name="anywhere">A service of one's own, at any address and port.</param>
    public static bool IsUsable(string? endpoint, bool anywhere) =>
        endpoint is { Length: > 0 and <= Longest }
        && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0
        && (anywhere || (uri.IsDefaultPort && !(IPAddress.TryParse(uri.DnsSafeHost, out var address) && !IsPublic(address))));

    /// <summary>An address of the internet. Looked at again when it is connected to: a name may lead elsewhere by then.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily is not AddressFamily.InterNetwork)
        {
            return Global.Contains(plain) && !Array.Exists(NotGlobal, network => network.Contains(plain));
        }

        return !Array.Exists(NotPublic, network => network.Contains(plain));
    }

    // RFC 6890 and the registries it began.
    // csharpier-ignore
    static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    /// <summary>Documentation, and tunnels that end at an IPv4 address of the sender's choice.</summary>
    static readonly IPNetwork[] NotGlobal = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];
}
