using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>A provider's side of the telephone network.</summary>
/// <param name="Server">Where calls go to, e.g. <c>sip:provider.example;transport=tls</c>: located by RFC 3263.</param>
/// <param name="Credentials">Given to this trunk only (A4); null for a trunk that knows us by our address.</param>
/// <param name="IsTrusted">It is within our trust domain (RFC 3325 §3): identities are believed from it and sent to it.</param>
/// <param name="OutboundProxy">Where requests are sent instead of to <paramref name="Server"/>.</param>
public sealed record SipTrunk(
    Guid Id,
    Guid Tenant,
    SipUri Server,
    TrunkCredentials? Credentials,
    bool IsTrusted,
    SipUri? OutboundProxy = null
);

/// <param name="Realm">When the provider's is known; else the host of the trunk's server, or what it names when it challenges from its own address.</param>
public sealed record TrunkCredentials(string Username, string Password, string? Realm = null);
