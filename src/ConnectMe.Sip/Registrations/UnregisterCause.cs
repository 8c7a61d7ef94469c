namespace ConnectMe.Sip.Registrations;

public enum UnregisterCause
{
    /// <summary>The device said so.</summary>
    ByDevice,

    Expired,

    /// <summary>Another binding of the same device took its place.</summary>
    Replaced,

    /// <summary>Its connection closed, and an outbound binding lives no longer than its flow (RFC 5626 §6).</summary>
    FlowLost,

    /// <summary>The account was withdrawn.</summary>
    Revoked,
}
