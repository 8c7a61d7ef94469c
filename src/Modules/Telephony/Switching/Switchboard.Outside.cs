using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;

namespace ConnectMe.Telephony.Switching;

/// <summary>Calls to and from the telephone network.</summary>
internal sealed partial class Switchboard
{
    /// <summary>The exchange at the other end gives up by itself; this is for one that does not (RFC 3261 §16.6, timer C).</summary>
    public static readonly TimeSpan OutsideRingTime = TimeSpan.FromMinutes(3);

    /// <summary>How long a trunk may give no sign of life, with the time a request to it takes within the 4 s of promise R11.</summary>
    public static readonly TimeSpan TrunkSilence = TimeSpan.FromSeconds(3.5);

    /// <summary>How long a trunk that gave none is the last to be tried, when nobody says before that it is back.</summary>
    public static readonly TimeSpan TrunkAvoidance = TimeSpan.FromSeconds(60);

    readonly DialGuard _guard = new();
    readonly Dictionary<TrunkId, DateTimeOffset> _trunksAvoided = [];
    TelephonyConfiguration? _configuration;

    /// <summary>Null when it is no number of the telephone network, or nothing leads there.</summary>
    string? OutsideNumber(string dialled) => _configuration is { Trunks.Count: > 0 } set ? NumberPlan.Read(dialled, set.Region).E164 : null;

    /// <summary>One whose calls come to us. A person's mobile number is theirs to show, and rings at the mobile network.</summary>
    CompanyNumber? OwnNumber(string e164) => _configuration!.NumberOf(e164) is { Kind: not NumberKind.Mobile } own ? own : null;

    string Shown(string number) => number is ['+', ..] && _configuration is { } set ? NumberPlan.ShowShort(number, set.Region) : number;

    void PlaceOutside(DialAttempt attempt, Party caller, string e164, DateTimeOffset now)
    {
        var route = RouteOutside(attempt.Call, attempt.User, e164, attempt.Shown, now);
        var shown = route.Shown;
        var call = new Call(attempt.Call, caller, new Party(user: null, "", e164) { IsOutside = true, Counted = attempt.Call }, now)
        {
            RingUntil = now + OutsideRingTime,
            Outside = route,
        };
        Remember(call);
        call.Caller.Leg = call.CallerLeg(attempt);
        Record(
            new CallPlaced(call.Id.Value, now, attempt.User.Value, caller.Name, caller.Number, e164, CalleeId: null, CalleeName: null)
            {
                Device = attempt.Kind,
                Shown = shown.E164,
                IsAnonymous = shown.IsAnonymous,
            }
        );
        if (RingNextTrunk(call, route, now))
        {
            Settle(call);
        }
        else
        {
            End(call, CallOutcome.TrunksBusy, now);
        }
    }

    /// <summary>Another trunk takes over while the call is being set up (promise R11).</summary>
    bool RingNextTrunk(Call call, OutsideRoute route, DateTimeOffset now, TakenPlace? place = null)
    {
        var left = _configuration!.Trunks.Where(trunk => !route.Tried.Contains(trunk.Id) && !IsFull(trunk)).ToList();
        if ((left.Find(trunk => !IsAvoided(trunk, now)) ?? left.FirstOrDefault()) is not { } next)
        {
            return false;
        }

        route.Tried.Add(next.Id);
        var leg = call.NewLeg(route, new Endpoint.Trunk(new TrunkId(next.Id), route.E164), place);
        leg.SilentUntil = now + TrunkSilence;
        call.Ringing.Add(leg);
        if (!leg.IsOwnMobile)
        {
            Record(new CallRouted(call.Id.Value, now, next.Id, next.Name));
        }

        return true;
    }

    bool IsAvoided(Trunk trunk, DateTimeOffset now)
    {
        var id = new TrunkId(trunk.Id);
        return _trunksDown.Contains(id) || (_trunksAvoided.TryGetValue(id, out var until) && now < until);
    }

    bool IsFull(Trunk trunk) =>
        _calls.Values.Sum(call => call.Legs.Count(leg => leg.Endpoint is Endpoint.Trunk on && on.Id.Value == trunk.Id))
        >= trunk.Settings.ConcurrentCalls;

    void RouteFailed(Call call, CallLeg leg, TrunkId id, LegCause cause, int status, DateTimeOffset now)
    {
        if (cause is LegCause.Timeout)
        {
            _trunksAvoided[id] = now + TrunkAvoidance;
        }

        if (!leg.IsOwnMobile && (cause.IsOfTheWay() || cause is LegCause.NotAllowed))
        {
            Record(new RouteFailed(call.Id.Value, now, id.Value, NameOf(id), cause, status));
        }
    }

    string NameOf(TrunkId id) => TrunkOf(id)?.Name ?? "";

    Trunk? TrunkOf(TrunkId id) => _configuration?.Trunks.FirstOrDefault(trunk => trunk.Id == id.Value);

    /// <summary>The telephone network calls one of the company's numbers. It reaches nothing else: no extension, and no other trunk.</summary>
    void CallFromOutside(SwitchboardInput.SipDialled dialled, Endpoint.Trunk from, DateTimeOffset now)
    {
        if (_calls.ContainsKey(dialled.Call))
        {
            return;
        }

        if (WhyNotIn(dialled, from, out var number) is { } why)
        {
            var leg = LegId.OfCaller(dialled.Call);
            _effects.Add(new SwitchboardEffect.EndLeg(leg, from, leg.Media, why));
            return;
        }

        if (number!.QueueId is { } queueId && _queues.GetValueOrDefault(queueId) is { } queue)
        {
            QueueFromOutside(dialled, from, number, queue, now);
            return;
        }

        if (number.Destination is { } destination && DoorOf(destination.Application, destination.Id) is { } door)
        {
            ApplicationFromOutside(dialled, from, number, door, now);
            return;
        }

        var person = number.PersonId is { } id ? _people.GetValueOrDefault(new UserId(id)) : null;
        var call = new Call(
            dialled.Call,
            OutsideCaller(dialled, from),
            new Party(person?.Id, person?.Name ?? number.Label, person?.Extension ?? number.Number.Best),
            now
        );
        BeginFromOutside(call, dialled, from, number, person);
        if (person is null)
        {
            End(call, CallOutcome.Unreachable, now);
        }
        else if (WhyTurnedAway(person.Id, call.Caller) is { } cause)
        {
            _effects.Add(new SwitchboardEffect.TurnAway(call.Id, person.Id, cause));
            End(call, CallOutcome.Blocked, now);
        }
        else
        {
            Reach(call, person, now, toMobile: number.Kind is NumberKind.Mobile);
        }
    }

    /// <summary>The telephone network calls a queue's number.</summary>
    void QueueFromOutside(
        SwitchboardInput.SipDialled dialled,
        Endpoint.Trunk from,
        CompanyNumber number,
        CallQueue queue,
        DateTimeOffset now
    )
    {
        var call = InQueue(dialled.Call, OutsideCaller(dialled, from), queue, now);
        BeginFromOutside(call, dialled, from, number, person: null);
        Enter(call, now);
    }

    void BeginFromOutside(Call call, SwitchboardInput.SipDialled dialled, Endpoint.Trunk from, CompanyNumber number, Person? person)
    {
        Remember(call);
        call.Caller.Leg = call.NewLeg(from);
        Record(
            new CallPlaced(
                call.Id.Value,
                call.PlacedAt,
                CallerId: null,
                call.Caller.Name,
                call.Caller.Number,
                number.Number.Best,
                person?.Id.Value,
                person?.Name ?? call.Queue?.Queue.Name ?? (call.Application is null ? null : call.Callee.Name)
            )
            {
                Device = DeviceKind.Trunk,
                Trunk = NameOf(from.Id),
                CallerRaw = from.Number,
                IsAnonymous = dialled.Anonymous,
                Application = call.Application?.Name,
                Queue = call.Queue?.Queue.Id,
            }
        );
    }

    LegCause? WhyNotIn(SwitchboardInput.SipDialled dialled, Endpoint.Trunk from, out CompanyNumber? number)
    {
        number = null;
        if (_configuration is not { } set || TrunkOf(from.Id) is not { } trunk)
        {
            return LegCause.NotAllowed;
        }

        number = NumberPlan.Read(dialled.Target, set.Region, trunk.Settings.Incoming).E164 is { } called ? set.NumberOf(called) : null;
        return (number, trunk) switch
        {
            (null, _) => LegCause.UnknownNumber,
            _ when _journalFull || _isDraining => LegCause.Unavailable,
            _ when IsFull(trunk) => LegCause.TooMany,
            _ => null,
        };
    }

    /// <summary>A person of the company who calls in from outside is known by any number that points to them, whatever the notation (B8).</summary>
    Party OutsideCaller(SwitchboardInput.SipDialled dialled, Endpoint.Trunk from)
    {
        if (dialled.Anonymous || from.Number.Length == 0)
        {
            return new Party(user: null, "", "") { IsOutside = true };
        }

        var set = _configuration!;
        var number = NumberPlan.Read(from.Number, set.Region, TrunkOf(from.Id)!.Settings.Incoming);
        var known = set.NumberOf(number.Best)?.PersonId is { } id ? _people.GetValueOrDefault(new UserId(id))?.Name : null;
        var name = dialled.CallerName.Length > 0 || number.E164 is not null ? dialled.CallerName : from.Number;
        return new Party(user: null, known ?? Plain(name), number.E164 ?? DialString.Clean(from.Number) ?? "") { IsOutside = true };
    }

    /// <summary>A name that somebody outside wrote.</summary>
    static string Plain(string name)
    {
        var plain = string.Concat(name.Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))).Trim();
        return plain.Length <= LongestName ? plain : plain[..LongestName];
    }

    const int LongestName = 60;
}
