using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip;

/// <summary>
/// What the user agent tells its application. Every session that was invited, either way, ends in exactly one
/// <see cref="Failed"/> or <see cref="Ended"/>, and nothing is said of it afterwards.
/// </summary>
public abstract partial record SipEvent
{
    /// <summary>Somebody calls; 100 has been sent. A request without a body asks for our offer (delayed offer).</summary>
    /// <param name="Caller">Who calls as far as it may be believed; null for a device, whose account says who it is.</param>
    /// <param name="Replaces">The session that this one is to take the place of (RFC 3891): answer this one, then hang that one up.</param>
    public sealed record Invited(SessionId Session, SipSource Source, SipRequest Request, CallerIdentity? Caller, SessionId? Replaces)
        : SipEvent;

    /// <summary>A provisional response to our INVITE; with a body it is early media.</summary>
    public sealed record Progressed(SessionId Session, SipResponse Response) : SipEvent;

    /// <summary>Our INVITE was answered. Its body answers our offer; when we made none it is an offer, to be accepted.</summary>
    public sealed record Answered(SessionId Session, SipResponse Response) : SipEvent;

    /// <summary>The caller knows that we answered. After a delayed offer <paramref name="Ack"/> carries the answer to ours.</summary>
    public sealed record Confirmed(SessionId Session, SipRequest? Ack) : SipEvent;

    /// <summary>Our INVITE came to nothing.</summary>
    /// <param name="Status">The final response; 408 and 503 also stand for no response and a broken transport (§8.1.3.1).</param>
    public sealed record Failed(SessionId Session, FailureCause Cause, int Status, string Reason) : SipEvent;

    /// <param name="Reason">What the other side said of it (RFC 3326).</param>
    public sealed record Ended(SessionId Session, EndCause Cause, SessionReason? Reason) : SipEvent;

    /// <summary>The other side offers to change the session (re-INVITE, UPDATE, PRACK): accept or refuse it. Without a body it asks for our offer.</summary>
    public sealed record Offered(SessionId Session, SipMessage Message) : SipEvent;

    /// <summary>The body answers what we offered.</summary>
    public sealed record OfferAccepted(SessionId Session, SipMessage Message) : SipEvent;

    /// <summary>What we offered was refused: the session stays as it was.</summary>
    public sealed record OfferRefused(SessionId Session, int Status) : SipEvent;

    /// <param name="Digit">0-9 * # A-D, from an INFO.</param>
    public sealed record DigitReceived(SessionId Session, char Digit, TimeSpan Duration) : SipEvent;

    /// <summary>The other side asks us to call somebody in its place (RFC 3515): accept and report, or refuse.</summary>
    /// <param name="Replaces">The other session whose peer is meant (attended transfer, RFC 3891).</param>
    public sealed record Referred(SessionId Session, ReferralId Referral, SipUri Target, SessionId? Replaces, NameAddress? ReferredBy)
        : SipEvent;

    /// <summary>How far the other side is with what we referred it to; 200 and above is the last.</summary>
    public sealed record ReferralProgressed(SessionId Session, int Status, string Reason) : SipEvent;
}
