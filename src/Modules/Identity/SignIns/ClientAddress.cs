using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SignIns;

/// <summary>The network a request comes from: an IPv4 address, or the /64 that one IPv6 subscriber has (RFC 6177 §2).</summary>
internal static class ClientAddress
{
    public static string Of(HttpRequest request)
    {
        if (request.HttpContext.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"{new IPAddress(bytes)}/64";
    }
}
