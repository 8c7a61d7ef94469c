using ConnectMe.Sip.Events;

namespace ConnectMe.Sip;

public abstract partial record SipEvent
{
    /// <summary>Somebody watches: publish the state if it is not the one that goes without saying (idle, no messages, not there).</summary>
    public sealed record SubscriptionStarted(Guid Account, EventPackage Package, Guid Resource) : SipEvent;

    public sealed record SubscriptionEnded(Guid Account, EventPackage Package, Guid Resource) : SipEvent;
}
