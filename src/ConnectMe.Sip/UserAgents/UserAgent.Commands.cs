using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// What the application can have done with its sessions. A session that is unknown or over is passed over in silence: the event that says so is
/// on its way.
/// </summary>
public sealed partial class UserAgent
{
    /// <summary>Places a call. Its id is the application's to choose.</summary>
    public void Invite(SessionId session, InvitePlan plan, DateTimeOffset now)
    {
        if (_sessions.ContainsKey(session))
        {
            throw new ArgumentException("The id is in use.", nameof(session));
        }

        var placed = InviteSession.Placed(_core, session, plan, now);
        _sessions.Add(session, placed);
        Touch(placed);
    }

    /// <summary>180.</summary>
    public void Ring(SessionId session, DateTimeOffset now) => With(session, s => s.Provide(180, default, now));

    /// <summary>A provisional response with early media, sent so that it arrives where the caller can (RFC 3262).</summary>
    public void Progress(SessionId session, ReadOnlyMemory<byte> sdp, DateTimeOffset now, int status = 183) =>
        With(session, s => s.Provide(status, sdp, now));

    /// <summary>200. After an INVITE without offer <paramref name="sdp"/> is ours, and <see cref="SipEvent.Confirmed"/> brings the answer.</summary>
    public void Answer(SessionId session, ReadOnlyMemory<byte> sdp, DateTimeOffset now) => With(session, s => s.Answer(sdp, now));

    public void Refuse(SessionId session, int status, DateTimeOffset now, SessionReason? reason = null, TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        With(session, s => s.Refuse(status, reason, retryAfter));
    }

    /// <summary>Ends it in whatever state it is: cancels, refuses or says BYE.</summary>
    public void HangUp(SessionId session, DateTimeOffset now, SessionReason? reason = null) => With(session, s => s.HangUp(reason, now));

    /// <summary>Offers a change of the session, as soon as no other is under way. Of several that wait the last counts.</summary>
    public void Offer(SessionId session, ReadOnlyMemory<byte> sdp, DateTimeOffset now) => With(session, s => s.Offer(sdp, now));

    /// <summary>Answers what was <see cref="SipEvent.Offered"/>, or the offer in <see cref="SipEvent.Answered"/> or <see cref="SipEvent.Progressed"/>.</summary>
    public void Accept(SessionId session, ReadOnlyMemory<byte> sdp, DateTimeOffset now) => With(session, s => s.Accept(sdp, now));

    /// <summary>An offer within a session is refused and all stays as it was; an offer in the 2xx cannot be refused but by ending the session.</summary>
    public void RefuseOffer(SessionId session, int status, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        With(session, s => s.RefuseOffer(status, now));
    }

    /// <summary>A digit by INFO, for a peer that takes no telephone-events (RFC 4733).</summary>
    public void SendDigit(SessionId session, char digit, TimeSpan duration) => With(session, s => s.SendDigit(digit, duration));

    /// <summary>202: we shall call. Then <see cref="ReportReferral"/> tells how it goes.</summary>
    public void AcceptReferral(SessionId session, ReferralId referral) => With(session, s => s.Referrals.Accept(referral));

    public void RefuseReferral(SessionId session, ReferralId referral, int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        With(session, s => s.Referrals.Refuse(referral, status));
    }

    /// <summary>To be said before the session is hung up; 200 and above is the last.</summary>
    public void ReportReferral(SessionId session, ReferralId referral, int status, string? reason = null) =>
        With(session, s => s.Referrals.Report(referral, status, reason));

    /// <summary>Asks the other side to call somebody else in our place (RFC 3515), taking over a call of ours with that somebody when there is one.</summary>
    public void Refer(SessionId session, SipUri target, SessionId? replaces = null, NameAddress? referredBy = null) =>
        With(session, s => s.Referrals.Refer(target, replaces is { } other ? _sessions.GetValueOrDefault(other) : null, referredBy));

    void With(SessionId id, Action<InviteSession> action)
    {
        if (_sessions.TryGetValue(id, out var session))
        {
            action(session);
            Touch(session);
        }
    }

    /// <summary>After each call into a session: its next deadline, or its end.</summary>
    void Touch(InviteSession? session)
    {
        if (session is null)
        {
            return;
        }

        if (!session.IsFinished)
        {
            session.Store();
            _deadlines.Set(session);
            return;
        }

        session.Forget();
        _deadlines.Remove(session);
        _sessions.Remove(session.Id);
        _cutOff.Remove(session);
        if (session.Invitation is { } transaction)
        {
            _invites.Remove(transaction);
        }
    }
}
