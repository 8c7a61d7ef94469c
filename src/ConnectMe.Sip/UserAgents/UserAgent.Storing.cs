namespace ConnectMe.Sip.UserAgents;

// Calls that outlive the process.
public sealed partial class UserAgent
{
    /// <summary>
    /// Goes on with a call of an earlier run: a re-INVITE offers sound anew (RFC 3261 §14). <see cref="SipEvent.OfferAccepted"/>,
    /// <see cref="SipEvent.OfferRefused"/> or <see cref="SipEvent.Ended"/> tells how that goes.
    /// </summary>
    /// <returns>False for what cannot be understood; then nothing was sent, and there is no session.</returns>
    public bool Restore(SessionId session, RestoredCall call, DateTimeOffset now)
    {
        if (_sessions.ContainsKey(session))
        {
            throw new ArgumentException("The id is in use.", nameof(session));
        }

        if (InviteSession.Restored(_core, session, call, now) is not { } restored)
        {
            return false;
        }

        _sessions.Add(session, restored);
        Touch(restored);
        return true;
    }
}
