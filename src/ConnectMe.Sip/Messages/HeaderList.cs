using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Messages;

/// <summary>The values of a header that may stand on several lines and several on one line (RFC 3261 §7.3.1).</summary>
static class HeaderList
{
    public static IReadOnlyList<Via> Vias(SipHeaders headers)
    {
        var vias = new List<Via>();
        for (var i = headers.IndexOf(HeaderName.Via, 0); i >= 0; i = headers.IndexOf(HeaderName.Via, i + 1))
        {
            var scanner = new Scanner(headers.BytesAt(i));
            do
            {
                if (ViaReader.Read(ref scanner, out var parts) != MalformedReason.None)
                {
                    return vias;
                }

                vias.Add(parts.ToVia());
            } while (scanner.TryTakeComma());
        }

        return vias;
    }

    public static IReadOnlyList<NameAddress> Addresses(SipHeaders headers, string name)
    {
        var addresses = new List<NameAddress>();
        for (var i = headers.IndexOf(name, 0); i >= 0; i = headers.IndexOf(name, i + 1))
        {
            var scanner = new Scanner(headers.BytesAt(i));
            do
            {
                if (NameAddressReader.Read(ref scanner, out var parts) != MalformedReason.None)
                {
                    return addresses;
                }

                addresses.Add(parts.ToNameAddress());
            } while (scanner.TryTakeComma());
        }

        return addresses;
    }
}
