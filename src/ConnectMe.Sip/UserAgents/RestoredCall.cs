namespace ConnectMe.Sip.UserAgents;

/// <summary>A call of an earlier run to go on with.</summary>
/// <param name="Trunk">The trunk at the other side; null for a device.</param>
/// <param name="AccountId">The device at the other side; null for a trunk.</param>
/// <param name="Sdp">Our offer of sound: what the earlier run had is gone. Empty for a call that is only to be hung up.</param>
public sealed record RestoredCall(StoredSession Stored, Guid Tenant, SipTrunk? Trunk, Guid? AccountId, ReadOnlyMemory<byte> Sdp);
