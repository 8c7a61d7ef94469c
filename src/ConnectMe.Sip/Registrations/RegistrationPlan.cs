using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Registrations;

/// <summary>What to register with a trunk, and where.</summary>
/// <param name="Registrar">The Request-URI: the provider's domain, without user (RFC 3261 §10.2).</param>
/// <param name="AddressOfRecord">Whom the provider knows us as.</param>
/// <param name="ContactUser">The user part of our Contact: by it calls that come in are known to be this trunk's.</param>
public sealed record RegistrationPlan(SipTrunk Trunk, SipUri Registrar, SipUri AddressOfRecord, string ContactUser)
{
    /// <summary>What we ask for; the provider may give less, or want more with 423.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);
}
