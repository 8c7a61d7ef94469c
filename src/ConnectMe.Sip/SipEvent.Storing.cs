using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip;

public abstract partial record SipEvent
{
    /// <summary>What a later run needs to go on with this call has changed. Nothing of it is needed any more after <see cref="Ended"/>.</summary>
    public sealed record Stored(SessionId Session, StoredSession What) : SipEvent;
}
