using System.Net;

namespace ConnectMe.Host.Web;

/// <summary>The setting <c>Proxy:Trusted</c>: addresses and networks whose word on who asks, and whether by HTTPS, is believed. A proxy on this machine always is.</summary>
internal static class TrustedProxies
{
    /// <param name="said">Separated by commas or blanks: "10.0.0.5, 192.168.1.0/24".</param>
    public static void Add(ForwardedHeadersOptions options, string said)
    {
        foreach (var one in said.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(one, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(one, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new InvalidOperationException(
                    $"Proxy:Trusted has \"{one}\", which is no address (10.0.0.5) and no network (10.0.0.0/8)."
                );
            }
        }
    }
}
