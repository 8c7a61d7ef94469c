using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Media.Sdp;

/// <summary>What c= and a=rtcp say: "IN IP4 192.0.2.1", "IN IP6 2001:db8::1" (RFC 8866 §5.7). Addresses only: we look up no names on a phone's word.</summary>
static class ConnectionAddress
{
    /// <summary>Null when it is not an address that media can go to. 0.0.0.0 and :: are read: they are how RFC 2543 put a call on hold (RFC 3264 §8.4).</summary>
    public static IPAddress? TryParse(ReadOnlySpan<char> value)
    {
        Span<Range> words = stackalloc Range[4];
        if (value.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries) != 3 || !value[words[0]].SequenceEqual("IN"))
        {
            return null;
        }

        var family = value[words[1]] switch
        {
            "IP4" => AddressFamily.InterNetwork,
            "IP6" => AddressFamily.InterNetworkV6,
            _ => AddressFamily.Unspecified,
        };
        var text = value[words[2]];
        return
            text.Length <= MaximumLength
            && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == family
            && IsUnicast(address)
            ? address
            : null;
    }

    public static string Write(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"IN IP6 {address}" : $"IN IP4 {address}";

    public static bool IsUnspecified(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    /// <summary>One phone's media never goes to many: not to a multicast group, nor to a broadcast address.</summary>
    static bool IsUnicast(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return !address.IsIPv6Multicast && !address.IsIPv6LinkLocal && !address.IsIPv4MappedToIPv6;
        }

        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return bytes[0] < 224 && (bytes[0] != 0 || IsUnspecified(address));
    }

    const int MaximumLength = 45;
}
