using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>Whom a request comes from: an account that proved itself, or a trunk by its address. There is no third kind (A5).</summary>
public abstract record SipSource(SipFlow Flow)
{
    public sealed record FromDevice(SipAccount Account, SipFlow Flow) : SipSource(Flow);

    public sealed record FromTrunk(SipTrunk Trunk, SipFlow Flow) : SipSource(Flow);

    /// <summary>What belongs together: no request reaches into another tenant's sessions.</summary>
    public Guid Tenant =>
        this switch
        {
            FromDevice device => device.Account.Tenant,
            FromTrunk trunk => trunk.Trunk.Tenant,
            _ => throw new InvalidOperationException("A source is a device or a trunk."),
        };
}
