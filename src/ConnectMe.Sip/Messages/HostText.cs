using System.Globalization;
using System.Net;
using System.Text;

namespace ConnectMe.Sip.Messages;

/// <summary>A host as URIs and Via have it: we keep an IPv6 address without its brackets.</summary>
static class HostText
{
    /// <summary>An IPv4-mapped address is that IPv4 address (RFC 5118 §4.9), for access lists too.</summary>
    public static IPAddress? Address(string host)
    {
        if (host.Length == 0 || !(char.IsAsciiDigit(host[0]) || host.Contains(':')) || !IPAddress.TryParse(host, out var address))
        {
            return null;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        // "10.1" and "167772161" are addresses to the parser and host names to SIP (RFC 3261 §25.1 IPv4address).
        return host.Contains(':') || host.AsSpan().Count('.') == 3 ? address : null;
    }

    public static void Append(StringBuilder text, string host, int? port)
    {
        if (host.Contains(':'))
        {
            text.Append('[').Append(host).Append(']');
        }
        else
        {
            text.Append(host);
        }

        if (port is { } number)
        {
            text.Append(':').Append(number.ToString(CultureInfo.InvariantCulture));
        }
    }
}
