using System.Net;
using System.Net.Sockets;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Registrations;

/// <summary>What one Contact of a REGISTER asks for.</summary>
/// <param name="Lifetime">Zero removes the binding.</param>
readonly record struct ContactChange(SipUri Contact, TimeSpan Lifetime, int Priority, string? Instance, int? RegistrationId)
{
    /// <summary>Reads a Contact.</summary>
    /// <returns>0, or the status to refuse the whole REGISTER with.</returns>
    public static int Read(NameAddress contact, SipRequest request, SipFlow flow, RegistrarOptions options, out ContactChange change)
    {
        change = default;
        if (!contact.Uri.IsSip || contact.Uri.Host.Length == 0 || !TryReadPriority(contact.Parameters["q"], out var priority))
        {
            return 400;
        }
        if (LeadsAstray(contact.Uri, flow))
        {
            return 403;
        }
        var instance = contact.Parameters["+sip.instance"];
        int? registrationId = null;
        if (
            contact.Parameters["reg-id"] is { } id
            && instance is not null
            && request.Supported.Contains("outbound", StringComparer.OrdinalIgnoreCase)
        )
        {
            // RFC 5626 §6: without instance it is passed over.
            if (!int.TryParse(id, System.Globalization.NumberStyles.None, null, out var number) || number == 0)
            {
                return 400;
            }
            registrationId = number;
        }
        var longest = IsBehindNat(contact.Uri, flow) ? options.LongestBehindNat : options.Longest;
        var wished = contact.Expires ?? request.Expires;
        var lifetime = wished is { } seconds ? TimeSpan.FromSeconds(seconds) : longest;
        if (lifetime > TimeSpan.Zero && lifetime < options.Shortest)
        {
            return 423;
        }
        change = new ContactChange(contact.Uri, lifetime < longest ? lifetime : longest, priority, instance, registrationId);
        return 0;
    }

    static bool TryReadPriority(string? q, out int thousandths)
    {
        thousandths = 1000;
        if (q is null)
        {
            return true;
        }
        // qvalue of RFC 3261 §25.1: 0 or 1 with up to three decimals.
        var isRight = q.Length is >= 1 and <= 5 && q[0] is '0' or '1' && (q.Length == 1 || q[1] == '.') && q.Skip(2).All(char.IsAsciiDigit);
        if (!isRight)
        {
            return false;
        }
        thousandths = ((q[0] - '0') * 1000) + int.Parse(q.Length > 2 ? q[2..].PadRight(3, '0') : "000", null);
        return thousandths <= 1000;
    }

    static bool IsBehindNat(SipUri contact, SipFlow flow) =>
        flow.Protocol == SipProtocol.Udp && !Equals(contact.Address, flow.Remote.Address);

    // Nobody is to make us send to ourselves, to every host at once, or to what only this machine can reach.
    static bool LeadsAstray(SipUri contact, SipFlow flow)
    {
        if (contact.Address is not { } address)
        {
            return contact.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !IPAddress.IsLoopback(flow.Remote.Address);
        }
        var isOurs = address.Equals(flow.Local.Address) && (contact.Port ?? 5060) == flow.Local.Port;
        var isLocal =
            (IPAddress.IsLoopback(address) && !IPAddress.IsLoopback(flow.Remote.Address))
            || (IsLinkLocal(address) && !IsLinkLocal(flow.Remote.Address));
        return isOurs || isLocal || IsForNobody(address);
    }

    static bool IsLinkLocal(IPAddress address) =>
        address.IsIPv6LinkLocal || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]);

    static bool IsForNobody(IPAddress address) =>
        address.Equals(IPAddress.Any)
        || address.Equals(IPAddress.IPv6Any)
        || address.IsIPv6Multicast
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] >= 224);
}
