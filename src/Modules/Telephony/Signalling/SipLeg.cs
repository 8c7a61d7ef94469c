using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>A leg of the switchboard that is a SIP session, or several of which one will answer.</summary>
internal sealed class SipLeg(
    CompanyId company,
    LegId id,
    Endpoint endpoint,
    MediaId media,
    LegOptions options,
    IPAddress reachedAt,
    bool isIncoming
)
{
    public CompanyId Company { get; } = company;
    public LegId Id { get; } = id;
    public Endpoint Endpoint { get; } = endpoint;
    public MediaId Media { get; } = media;
    public LegOptions Options { get; } = options;

    /// <summary>The address of ours that the other side knows.</summary>
    public IPAddress ReachedAt { get; } = reachedAt;

    /// <summary>The phone or trunk called us.</summary>
    public bool IsIncoming { get; } = isIncoming;

    /// <summary>The sessions that are tried still; one from the answer on.</summary>
    public List<SessionId> Sessions { get; } = [];

    /// <summary>The session that carries the call: the one that called, the one that answered.</summary>
    public SessionId? Session { get; set; }

    /// <summary>What an incoming call is answered with: our answer to its offer, or our offer when it made none.</summary>
    public ReadOnlyMemory<byte> Sdp { get; set; }

    /// <summary>The caller left the offer to us: its ACK has the answer.</summary>
    public bool WasOfferedByUs { get; set; }

    /// <summary>200 was sent or received.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>An early answer of the other side is in force: its media is heard.</summary>
    public bool HasEarlyMedia { get; set; }

    /// <summary>The phone handed the call on and is told how that goes.</summary>
    public ReferralId? Referral { get; set; }

    /// <summary>An earlier run had it, and the other side has not answered our new offer yet.</summary>
    public bool IsReviving { get; set; }

    /// <summary>The phone holds the call.</summary>
    public bool IsHeldThere { get; set; }
}
