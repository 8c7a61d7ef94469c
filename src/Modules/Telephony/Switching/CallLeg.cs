using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>One endpoint's side of a call, with what was last asked of it: only differences become effects.</summary>
internal sealed class CallLeg(LegId id, Endpoint endpoint)
{
    public LegId Id { get; } = id;
    public Endpoint Endpoint { get; } = endpoint;
    public MediaId Media { get; } = endpoint is Endpoint.Browser browser ? browser.Line.Media : id.Media;

    /// <summary>Of one that we ring in the telephone network: the way there.</summary>
    public OutsideRoute? Route { get; init; }

    public bool IsOwnMobile => Route is { MobileOf: not null };

    public DeviceKind Kind => IsOwnMobile ? DeviceKind.Mobile : Endpoint.Kind;

    /// <summary>Set while who picked up a mobile is asked whether they take the call: until when that is waited for.</summary>
    public DateTimeOffset? AskedUntil { get; set; }

    /// <summary>Null for phones and trunks.</summary>
    public LineId? Line { get; } = (endpoint as Endpoint.Browser)?.Line;
    public LegState State { get; set; } = LegState.New;
    public Sound? Playing { get; set; }

    /// <summary>What an application plays to it.</summary>
    public ClipId? Clip { get; set; }
    public bool Muted { get; set; }

    /// <summary>Its phone holds by itself, so only that phone can take the call up again.</summary>
    public bool HeldThere { get; set; }

    /// <summary>The caller's own phone or mobile that was rung first and picked up: it talks before the called side does, so it is played what a line is.</summary>
    public bool IsPickedUp { get; init; }

    /// <summary>Of one that rings because its user moves the call to it.</summary>
    public TakenPlace? Place { get; init; }

    /// <summary>The side whose leg it is to take the place of.</summary>
    public Party? InPlaceOf => Place?.Of;

    /// <summary>When such a one has rung long enough.</summary>
    public DateTimeOffset? RingUntil => Place?.RingUntil;

    /// <summary>Until when a trunk may give no sign of life before the next one is tried.</summary>
    public DateTimeOffset? SilentUntil { get; set; }

    /// <summary>Set while the line is lost and awaited.</summary>
    public DateTimeOffset? AwayUntil { get; set; }

    /// <summary>How its sound travels; null before that is known.</summary>
    public LegSound? Sound { get; set; }

    /// <summary>An earlier run of the server had it, and it has not come back yet.</summary>
    public bool IsReviving { get; set; }

    /// <summary>It did come back: it was answered before, also where the call that it was transferred to meanwhile rings.</summary>
    public bool IsRevived { get; private set; }

    public bool IsAway => AwayUntil is not null;

    public bool IsSip => Endpoint is not Endpoint.Browser;

    /// <summary>The line came up anew and knows nothing of what it was asked before.</summary>
    public void Forget()
    {
        State = LegState.New;
        (Playing, Clip) = (null, null);
        Muted = false;
        Sound = null;
        AwayUntil = null;
        (IsRevived, IsReviving) = (IsRevived || IsReviving, false);
    }
}

/// <summary>The place that another leg is to take when it is answered.</summary>
/// <param name="Of">The side that moves the call.</param>
/// <param name="RingUntil">When the other leg has rung long enough, over however many trunks.</param>
internal sealed record TakenPlace(Party Of, DateTimeOffset RingUntil);

internal enum LegState
{
    New,

    /// <summary>Alerted; of a phone or trunk that calls: told that the other side is.</summary>
    Ringing,

    /// <summary>A phone or trunk that calls: told that it hears the other side.</summary>
    Progressing,
    Answered,
}
