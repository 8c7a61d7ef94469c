using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Signalling;

/// <summary>From what the administrator typed in to what SIP works with.</summary>
internal static class TrunkAddresses
{
    public static SipTrunk Sip(Trunk trunk, string? password)
    {
        var settings = trunk.Settings;
        var name = settings.AuthenticationName is { Length: > 0 } other ? other : settings.Username;
        return new SipTrunk(
            trunk.Id,
            trunk.CompanyId,
            At(settings.Server, settings.Port, settings.Transport),
            name is { Length: > 0 } && password is not null ? new TrunkCredentials(name, password) : null,
            IsTrusted: true,
            settings.OutboundProxy is { Length: > 0 } proxy ? Proxy(proxy, settings.Transport) : null
        );
    }

    /// <summary>Null for a trunk that knows us by our address.</summary>
    public static RegistrationPlan? Registration(Trunk trunk, SipTrunk sip)
    {
        if (trunk.Settings is not { Method: TrunkMethod.Registration, Username: { Length: > 0 } user })
        {
            return null;
        }

        var domain = DomainOf(trunk.Settings);
        return new RegistrationPlan(
            sip,
            At(domain, trunk.Settings.Domain is null ? trunk.Settings.Port : null, trunk.Settings.Transport),
            new SipUri(domain, user),
            user
        );
    }

    /// <summary>Who we are to the provider is told with this host.</summary>
    public static string DomainOf(TrunkSettings settings) => settings.Domain is { Length: > 0 } domain ? domain : settings.Server;

    /// <summary>Names or addresses that the provider's machines have.</summary>
    public static IEnumerable<string> Hosts(Trunk trunk)
    {
        yield return trunk.Settings.Server;
        if (trunk.Settings.OutboundProxy is { Length: > 0 } proxy)
        {
            yield return Split(proxy).Host;
        }
    }

    static SipUri Proxy(string proxy, TrunkTransport transport)
    {
        var (host, port) = Split(proxy);
        return At(host, port, transport).With("lr", null);
    }

    /// <summary>"proxy.example:5070", "192.0.2.1", "[2001:db8::1]:5061".</summary>
    static (string Host, int? Port) Split(string proxy)
    {
        var colon = proxy.LastIndexOf(':');
        var isAddressOnly = proxy.Count(sign => sign == ':') > 1 && !proxy.Contains(']', StringComparison.Ordinal);
        return colon > 0 && !isAddressOnly && int.TryParse(proxy[(colon + 1)..], out var port)
            ? (proxy[..colon].Trim('[', ']'), port)
            : (proxy.Trim('[', ']'), null);
    }

    static SipUri At(string host, int? port, TrunkTransport transport)
    {
        var uri = new SipUri(host, user: null, port);
        return transport switch
        {
            TrunkTransport.Tcp => uri.With("transport", "tcp"),
            TrunkTransport.Tls => uri.With("transport", "tls"),
            _ => uri.With("transport", "udp"),
        };
    }
}
