using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>One conversation between two parties: ringing, connected, ended.</summary>
/// <param name="firstLeg">1 when the caller brings a leg of another call.</param>
internal sealed class Call(CallId id, Party caller, Party callee, DateTimeOffset placedAt, int firstLeg = 0)
{
    int _legs = firstLeg;

    public CallId Id { get; } = id;
    public Party Caller { get; } = caller;
    public Party Callee { get; } = callee;
    public DateTimeOffset PlacedAt { get; } = placedAt;
    public List<CallLeg> Ringing { get; } = [];

    /// <summary>When it has rung long enough.</summary>
    public DateTimeOffset RingUntil { get; set; } = placedAt + Switchboard.RingTime;

    /// <summary>Set when the other side is in the telephone network.</summary>
    public OutsideRoute? Outside { get; init; }

    /// <summary>The first of the calls that were handed on until it came to this one; this one itself when there was none.</summary>
    public CallId Root { get; init; } = id;

    /// <summary>Set when it came about because somebody handed on another call.</summary>
    public Transfer? Transfer { get; set; }

    /// <summary>How who is called lets calls be treated; null: as everybody's were before there were statuses.</summary>
    public CallTreatment? Treatment { get; set; }

    /// <summary>Which of their devices ring now.</summary>
    public RungDevices Rings { get; set; } = RungDevices.Chosen;

    /// <summary>Which ring after these.</summary>
    public Queue<RungDevices> RingsNext { get; } = new();

    /// <summary>Set when it came about because calls to somebody go elsewhere.</summary>
    public Forwarding? Forwarding { get; init; }

    /// <summary>How often queues and applications led it on until it came here.</summary>
    public int LedOn { get; init; }

    /// <summary>Who called here comes back to who handed them on: what became of that.</summary>
    public Recall? Recall { get; init; }

    /// <summary>The number of the parking slot in which the caller waits; null when the call is none that is parked.</summary>
    public string? Slot { get; init; }

    /// <summary>The call that waits while its user asks somebody in this one.</summary>
    public Call? ConsultationFor { get; set; }

    /// <summary>The call in which one of the two asks somebody while this one waits.</summary>
    public Call? Consultation { get; set; }

    /// <summary>Set while it waits in a queue.</summary>
    public QueueSeat? Queue { get; init; }

    /// <summary>The call that waits in a queue and rings by this one at an agent; its caller is here by name only.</summary>
    public Call? Offers { get; init; }

    /// <summary>Set when who is called took it out of a queue.</summary>
    public QueueOrigin? OutOf { get; init; }

    /// <summary>Set while the caller's own phone or mobile rings first: nobody else is called yet, and nothing is recorded.</summary>
    public DialAttempt? Wanted { get; init; }

    /// <summary>What rings first is the caller's mobile.</summary>
    public bool IsForMobile => Wanted is { From: Endpoint.Browser };

    /// <summary>All there are now.</summary>
    public IEnumerable<CallLeg> Legs
    {
        get
        {
            foreach (var party in Parties)
            {
                if (party.Leg is { } leg)
                {
                    yield return leg;
                }
            }

            foreach (var leg in Ringing)
            {
                yield return leg;
            }
        }
    }

    /// <summary>A callee's line told that it rings: from then on the caller hears ringback.</summary>
    public bool Alerted { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public CallOutcome? Outcome { get; set; }

    /// <summary>How long the busy tone sounds after the end.</summary>
    public DateTimeOffset? ToneUntil { get; set; }

    /// <summary>Why what rang does not, as far as some of it failed.</summary>
    public LegCause? Failed { get; set; }

    /// <summary>The SIP status of the last that failed; 0 when there was none.</summary>
    public int FailedStatus { get; set; }

    /// <summary>The one that rings outside and is heard before it answers.</summary>
    public CallLeg? Early { get; set; }

    /// <summary>What was last connected by this call.</summary>
    public (MediaId One, MediaId Other)? Bridge { get; set; }

    /// <summary>Set when one of its parties is the conference that the other takes part in.</summary>
    public Conference? Conference { get; init; }

    /// <summary>When its caller has waited long enough in a room in which nobody of the company is; null: they do not.</summary>
    public DateTimeOffset? WaitsUntil { get; set; }

    /// <summary>Set when one party supervises a call, and the other is that call.</summary>
    public Supervision? Supervises { get; init; }

    /// <summary>By others than its parties.</summary>
    public List<Supervision> Supervisions { get; } = [];

    /// <summary>The supervisor who took the place of one of its parties, by which it ended.</summary>
    public string? TakenOverBy { get; set; }

    /// <summary>The caller hears themself; nobody is called.</summary>
    public bool IsEcho { get; init; }

    /// <summary>Set when the other side is an application.</summary>
    public ApplicationSeat? Application { get; init; }

    /// <summary>Nobody is there to talk with, to be supervised or invited with.</summary>
    public bool IsWithSoftware => IsEcho || Application is not null;

    /// <summary>Two parties and nothing else: what can be handed on.</summary>
    public bool IsBetweenTwo => Conference is null && Supervises is null && !IsWithSoftware;

    /// <summary>What was last put in a mix by this call.</summary>
    public List<Mixed> Mixed { get; } = [];

    public bool HasEnded => EndedAt is not null;
    public bool WasAnswered => AnsweredAt is not null;
    public bool IsConnected => AnsweredAt is not null && !HasEnded;
    public bool IsRinging => AnsweredAt is null && !HasEnded;

    /// <summary>When something about this call is due; null when it waits for its parties only.</summary>
    public DateTimeOffset? NextTimeout =>
        Earlier(
            Earlier(
                Ringing.Count == 0 ? (IsRinging ? RingUntil : null)
                    : IsRinging ? Earlier(RingUntil, Ringing.Min(leg => Earlier(leg.SilentUntil, leg.AskedUntil)))
                    : Ringing.Min(leg => Earlier(leg.SilentUntil, leg.AskedUntil ?? leg.RingUntil)),
                ToneUntil
            ),
            Earlier(
                Earlier(Earlier(Caller.Leg?.AwayUntil, Callee.Leg?.AwayUntil), Earlier(Caller.NoticeUntil, Callee.NoticeUntil)),
                Earlier(Earlier(Caller.Recording?.Until, Callee.Recording?.Until), HasEnded ? null : WaitsUntil)
            )
        );

    public Party[] Parties { get; } = [caller, callee];

    /// <summary>As it was last asked to be kept, to outlive this process; null when nothing of it is.</summary>
    public CallSnapshot? Kept { get; set; }

    /// <summary>The id of the leg that is made next.</summary>
    public LegId NextLeg => new(Id, _legs);

    /// <param name="place">Of a mobile that the call is moved to: what it is to take.</param>
    public CallLeg NewLeg(OutsideRoute route, Endpoint.Trunk at, TakenPlace? place)
    {
        if (place is not null)
        {
            return NewLegInPlaceOf(place, at, route);
        }

        // The caller's own side keeps to the caller's numbers when a second trunk is tried for it.
        var leg = Wanted is not null && _legs > 0 ? LegId.InPlaceOf(Id, caller: true, _legs) : new LegId(Id, _legs);
        _legs++;
        return new CallLeg(leg, at) { Route = route };
    }

    public CallLeg NewLeg(Endpoint endpoint) => new(new LegId(Id, _legs++), endpoint);

    /// <summary>The caller's side. It has the first number, also when it was rung with that number before the call was placed.</summary>
    public CallLeg CallerLeg(DialAttempt attempt)
    {
        _legs = LegId.Following(attempt.Leg);
        return new CallLeg(attempt.Leg, attempt.From) { IsPickedUp = attempt.IsPickedUp, Route = attempt.Route };
    }

    /// <summary>One that is to take the place of this side's own.</summary>
    public CallLeg NewLegInPlaceOf(TakenPlace place, Endpoint endpoint, OutsideRoute? route = null) =>
        new(LegId.InPlaceOf(Id, ReferenceEquals(place.Of, Caller), _legs++), endpoint) { Place = place, Route = route };

    public CallLeg NewLeg(LineId line) => NewLeg(new Endpoint.Browser(line));

    public Party? SideOf(LegId leg) => Array.Find(Parties, party => party.Leg?.Id == leg);

    /// <summary>The side of this user; null when the call is none of theirs. Who calls himself is the caller.</summary>
    public Party? SideOf(UserId user) =>
        Caller.User == user ? Caller
        : Callee.User == user ? Callee
        : null;

    public Party OtherThan(Party side) => ReferenceEquals(side, Caller) ? Callee : Caller;

    static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other is null || one <= other ? one : other;
}
