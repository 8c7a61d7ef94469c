using ConnectMe.Sip.Registrations;

namespace ConnectMe.Sip;

public abstract partial record SipEvent
{
    public sealed record TrunkRegistrationChanged(Guid Trunk, RegistrationState State) : SipEvent;

    /// <summary>A trunk answers again, or no longer.</summary>
    public sealed record TrunkReachabilityChanged(Guid Trunk, TrunkReachability State) : SipEvent;
}
