using ConnectMe.Media;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>How calls to and from a provider are written, by the trunk's settings.</summary>
internal static class TrunkCalls
{
    public static InvitePlan Plan(KnownTrunk trunk, string number, ShownCaller caller)
    {
        var settings = trunk.Trunk.Settings;
        var domain = TrunkAddresses.DomainOf(settings);
        var called = Write(trunk, number);
        var user = caller.Number.Length > 0 ? Write(trunk, caller.Number) : settings.Username ?? "anonymous";
        var us = new NameAddress(new SipUri(domain, user), caller.Name.Length > 0 ? caller.Name : null);
        return new InvitePlan
        {
            RequestUri = new SipUri(trunk.Sip.Server.Host, called, trunk.Sip.Server.Port) { Parameters = trunk.Sip.Server.Parameters },
            To = new NameAddress(new SipUri(domain, called)),
            Trunk = trunk.Sip,
            Tenant = trunk.Trunk.CompanyId,
            From = us,
            AssertedIdentity = settings.CallerIdHeader is CallerIdHeader.AssertedIdentity && caller.Number.Length > 0 ? us : null,
            IsPrivate = caller.Anonymous,
            Headers =
                settings.CallerIdHeader is CallerIdHeader.RemotePartyId && caller.Number.Length > 0
                    ? [new("Remote-Party-ID", $"{us};party=calling;screen=yes;privacy={(caller.Anonymous ? "full" : "off")}")]
                    : [],
        };
    }

    public static LegOptions MediaOf(TrunkSettings settings) =>
        new()
        {
            Codecs = [.. settings.Codecs.Select(NameOf)],
            Encryption = settings.Srtp switch
            {
                SrtpUse.Required => MediaEncryption.Required,
                SrtpUse.Optional => MediaEncryption.Optional,
                _ => MediaEncryption.WhenOffered,
            },
        };

    /// <summary>
    /// The trunk of the company that owns the called number, among those of this provider. The number stands in the Request-URI; a provider
    /// that we register with may put our own Contact there and the number in To, also when the account is named as one of the numbers.
    /// </summary>
    public static (KnownTrunk Trunk, string Called)? Find(IReadOnlyList<KnownTrunk> trunks, string? requestUser, string? toUser)
    {
        var isAccount = trunks.Any(trunk => trunk.Trunk.Settings.Username == requestUser);
        foreach (var user in (string?[])(isAccount ? [toUser, requestUser] : [requestUser, toUser]))
        {
            foreach (var trunk in trunks)
            {
                if (Owned(trunk, user) is { } number)
                {
                    return (trunk, number);
                }
            }
        }

        var own = trunks.FirstOrDefault(trunk => trunk.Trunk.Settings.Username == requestUser) ?? (trunks.Count > 0 ? trunks[0] : null);
        return own is null ? null : (own, Read(own, requestUser == own.Trunk.Settings.Username ? toUser : requestUser));
    }

    /// <summary>What the provider wrote as a number, as we have it: E.164 when it is one of the telephone network.</summary>
    public static string Read(KnownTrunk trunk, string? user) => NumberPlan.Read(user, trunk.Region, trunk.Trunk.Settings.Incoming).Best;

    static string? Owned(KnownTrunk trunk, string? user) =>
        NumberPlan.Read(user, trunk.Region, trunk.Trunk.Settings.Incoming).E164 is { } number
        && trunk.Numbers.Any(own => own.Number.E164 == number)
            ? number
            : null;

    static string Write(KnownTrunk trunk, string number) =>
        number.StartsWith('+') ? NumberPlan.Write(number, trunk.Trunk.Settings.Outgoing, trunk.Region) : number;

    static string NameOf(TrunkCodec codec) =>
        codec switch
        {
            TrunkCodec.Opus => "opus",
            TrunkCodec.G722 => "G722",
            TrunkCodec.Pcma => "PCMA",
            _ => "PCMU",
        };
}
