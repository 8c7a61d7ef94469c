using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>What a device signs in with.</summary>
/// <param name="Tenant">What belongs together: no request reaches into another tenant's sessions.</param>
/// <param name="Username">Unique in the installation; no extension, so that it cannot be guessed.</param>
/// <param name="RequiresTls">Over UDP and TCP there is no such account, as far as anybody can tell.</param>
public sealed record SipAccount(
    Guid Id,
    Guid Tenant,
    string Username,
    DigestSecret Secret,
    SipUri AddressOfRecord,
    bool RequiresTls = false
);
