using System.Text;
using ConnectMe.Media;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Survival;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>
/// The legs of calls that are SIP sessions: what the switchboard asks of them becomes SIP and media, what phones and trunks say becomes its
/// inputs. Effects come from one thread and events of SIP from another; nothing in here waits.
/// </summary>
internal sealed partial class SipLegs(
    SipServer sip,
    MediaEngine media,
    SipDirectory directory,
    DeviceLocations locations,
    SwitchboardPost post,
    SipLadders ladders,
    CallJournal journal,
    KeptCalls kept,
    KeptKeys keys,
    TimeProvider time,
    ILogger<SipLegs> log
)
{
    readonly Lock _lock = new();
    readonly Dictionary<LegId, SipLeg> _legs = [];
    readonly Dictionary<SessionId, SipLeg> _sessions = [];
    readonly Dictionary<MediaId, SipLeg> _media = [];
    readonly Dictionary<MediaId, SipLeg> _measured = [];
    readonly Dictionary<LegId, (SessionId Session, ReferralId Referral)> _referrers = [];

    /// <summary>Legs that are there now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _legs.Count;
            }
        }
    }

    /// <summary>Calls that run over a trunk, or are being set up over it.</summary>
    public int CallsOver(TrunkId trunk)
    {
        lock (_lock)
        {
            return _legs.Values.Count(leg => leg.Endpoint is Endpoint.Trunk endpoint && endpoint.Id == trunk);
        }
    }

    /// <summary>Takes in what happens to the media of a leg.</summary>
    /// <returns>False when it is a browser's line.</returns>
    public bool Handle(MediaEvent happened)
    {
        lock (_lock)
        {
            if (happened is MediaEvent.LegClosed closed)
            {
                Measure(closed);
                return true;
            }

            if (!_media.TryGetValue(new MediaId(happened.Line), out var leg))
            {
                return false;
            }

            switch (happened)
            {
                case MediaEvent.DigitReceived digit:
                    post.To(leg.Company, new SwitchboardInput.DigitReceived(leg.Media, digit.Digit));
                    break;
                case MediaEvent.ConditionChanged changed:
                    post.To(leg.Company, new SwitchboardInput.SoundChanged(leg.Media, changed.Condition.ToLegSound()));
                    break;
                case MediaEvent.LineDown:
                    post.To(leg.Company, new SwitchboardInput.MediaLost(leg.Media));
                    break;
            }

            return true;
        }
    }

    void Add(SipLeg leg)
    {
        _legs.Add(leg.Id, leg);
        _media[leg.Media] = leg;
    }

    void Add(SipLeg leg, SessionId session)
    {
        leg.Sessions.Add(session);
        _sessions.Add(session, leg);
    }

    void Forget(SipLeg leg)
    {
        _legs.Remove(leg.Id);
        kept.Drop(leg.Id);
        _media.Remove(leg.Media);
        foreach (var session in leg.Sessions)
        {
            _sessions.Remove(session);
        }

        leg.Sessions.Clear();
        if (leg.IsAnswered)
        {
            _measured[leg.Media] = leg;
        }

        media.CloseLine(leg.Media.Value);
    }

    /// <summary>Goes to the call's record: only legs that talked are in one for certain.</summary>
    void Measure(MediaEvent.LegClosed closed)
    {
        if (_measured.Remove(new MediaId(closed.Line), out var leg))
        {
            journal.Append(leg.Company, MeasuredLegs.FactOf(leg.Id, leg.Endpoint.Kind, closed.Quality, time.GetUtcNow()));
        }
    }

    void Forget(SipLeg leg, SessionId session)
    {
        _sessions.Remove(session);
        leg.Sessions.Remove(session);
    }

    void HangUp(SessionId session, SessionReason? reason) => sip.Do((agent, now) => agent.HangUp(session, now, reason));

    /// <summary>What phones and providers show or log of why (RFC 3326, Q.850).</summary>
    static SessionReason? ReasonOf(LegCause cause) =>
        cause switch
        {
            LegCause.Normal => null,
            LegCause.AnsweredElsewhere => SessionReason.AnsweredElsewhere,
            LegCause.Busy => new SessionReason("Q.850", 17, "User busy"),
            LegCause.Refused => new SessionReason("Q.850", 21, "Call rejected"),
            LegCause.NoAnswer => new SessionReason("Q.850", 19, "No answer from user"),
            LegCause.UnknownNumber => new SessionReason("Q.850", 1, "Unallocated number"),
            LegCause.Unreachable => new SessionReason("Q.850", 20, "Subscriber absent"),
            LegCause.NotAllowed => new SessionReason("Q.850", 57, "Bearer capability not authorized"),
            LegCause.TooMany => new SessionReason("Q.850", 42, "Switching equipment congestion"),
            LegCause.Unavailable => new SessionReason("Q.850", 41, "Temporary failure"),
            LegCause.Timeout => new SessionReason("Q.850", 102, "Recovery on timer expiry"),
            LegCause.Lost => new SessionReason("Q.850", 27, "Destination out of order"),
            _ => null,
        };

    static string TextOf(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);

    static ReadOnlyMemory<byte> BytesOf(string sdp) => Encoding.UTF8.GetBytes(sdp);

    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);
}
