namespace ConnectMe.Sip.UserAgents;

/// <summary>One INVITE session, from the first INVITE to what ends it, whichever side began.</summary>
public readonly record struct SessionId(Guid Value);

/// <summary>One REFER within a session: its CSeq number, which is also the id of its implicit subscription (RFC 3515 §2.4.6).</summary>
public readonly record struct ReferralId(uint Sequence);
