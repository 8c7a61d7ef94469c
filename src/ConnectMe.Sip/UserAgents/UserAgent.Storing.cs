using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

// Calls that outlive the process.
public sealed partial class UserAgent
{
    readonly List<InviteSession> _cutOff = [];

    /// <summary>
    /// Goes on with a call of an earlier run: a re-INVITE offers sound anew (RFC 3261 §14). A device whose connection is gone and that cannot be connected
    /// to is sent it when it registers over another; how long that may take is for the application to say, by hanging up. <see cref="SipEvent.OfferAccepted"/>,
    /// <see cref="SipEvent.OfferRefused"/> or <see cref="SipEvent.Ended"/> tells how that goes.
    /// </summary>
    /// <returns>False for what cannot be understood; then nothing was sent, and there is no session.</returns>
    public bool Restore(SessionId session, RestoredCall call, DateTimeOffset now)
    {
        if (_sessions.ContainsKey(session))
        {
            throw new ArgumentException("The id is in use.", nameof(session));
        }

        var bindings = call.AccountId is { } account ? _registrar.Bindings(account) : [];
        if (InviteSession.Restored(_core, session, call, bindings, now) is not { } restored)
        {
            return false;
        }

        _sessions.Add(session, restored);
        if (restored.IsCutOff)
        {
            _cutOff.Add(restored);
        }

        Touch(restored);
        return true;
    }

    /// <summary>The account registered over this flow: calls of an earlier run with its device may have waited for that.</summary>
    void Reconnected(Guid account, SipFlow flow, DateTimeOffset now)
    {
        foreach (var session in _cutOff.Where(session => session.AccountId == account).ToList())
        {
            foreach (var binding in _registrar.Bindings(account).Where(binding => binding.Flow == flow))
            {
                session.CameBack(binding, now);
            }

            Touch(session);
        }
    }
}
