using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>Who calls (RFC 3325) and whether it may be shown (RFC 3323).</summary>
/// <param name="Address">Asserted by a trusted trunk, else what From says.</param>
public sealed record CallerIdentity(NameAddress Address, bool IsAsserted, bool IsPrivate);
