using ConnectMe.Sip.Registrations;

namespace ConnectMe.Sip;

public abstract partial record SipEvent
{
    /// <summary>A device came; to be kept, so that it can be called after a restart too.</summary>
    public sealed record Registered(Binding Binding) : SipEvent;

    /// <summary>A device that was there stays: only times, order or way have changed. To be kept as well, but nothing to tell people.</summary>
    public sealed record RegistrationRefreshed(Binding Binding) : SipEvent;

    /// <summary>A device is there no longer.</summary>
    public sealed record Unregistered(Binding Binding, UnregisterCause Cause) : SipEvent;
}
