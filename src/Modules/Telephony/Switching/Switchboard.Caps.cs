using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Caps on calls to outside while these run (A4-03): the alarm at 80 %, the end at 100 %.</summary>
internal sealed partial class Switchboard
{
    /// <summary>The one way to the telephone network, whatever leads there: the guard counts the leg, for the person who pays.</summary>
    /// <remarks>Who leads there has asked the guard before, to say no in words.</remarks>
    /// <param name="counted">The call that is placed for it; of a mobile an id of its own.</param>
    OutsideRoute RouteOutside(
        CallId counted,
        UserId person,
        string e164,
        CallerIdChoice? chosen,
        DateTimeOffset now,
        UserId? mobileOf = null
    )
    {
        var set = _configuration!;
        _guard.Count(counted, person, e164, set, now);
        foreach (var cap in _guard.JustNear(person, set, now))
        {
            _effects.Add(new SwitchboardEffect.Warn(person, cap, Near: true));
        }

        return new OutsideRoute(counted, e164, set.CallerIdOf(person.Value, chosen)) { MobileOf = mobileOf };
    }

    void Remember(IEnumerable<RememberedCall> calls)
    {
        foreach (var call in calls)
        {
            _guard.Remember(call, _configuration?.Region ?? "");
        }
    }

    /// <summary>The minutes abroad have reached a mark.</summary>
    void KeepCaps(DateTimeOffset now)
    {
        if (_configuration is not { } set || !(_guard.NextTimeout <= now))
        {
            return;
        }

        var talking = _guard.TalkingAbroad;
        if (talking.Count > 0 && _guard.IsJustNearAbroad(set, now))
        {
            _effects.Add(new SwitchboardEffect.Warn(talking[0].Person, NoticeCause.AbroadUsedUp, Near: true));
        }

        if (!_guard.IsAbroadUsedUp(set, now))
        {
            return;
        }

        foreach (var (counted, person) in talking)
        {
            _effects.Add(new SwitchboardEffect.Warn(person, NoticeCause.AbroadUsedUp));
            if (CallCountedAs(counted) is { HasEnded: false } call)
            {
                End(call, CallOutcome.CapReached, now);
            }
            else if (MobileCountedAs(counted) is ({ } ringing, { } leg))
            {
                DropRingingLeg(ringing, leg, LegCause.NoAnswer, status: 0, now);
            }
        }
    }

    /// <summary>The call in which the leg to outside is now that was counted under this id.</summary>
    Call? CallCountedAs(CallId counted) =>
        _calls.Values.FirstOrDefault(call =>
            Array.Exists(
                call.Parties,
                party => party.Counted == counted || (party.Leg?.Route is { MobileOf: not null } route && route.Counted == counted)
            )
        );

    /// <summary>A mobile that was picked up and not said yes at.</summary>
    (Call Call, CallLeg Leg)? MobileCountedAs(CallId counted) =>
        _calls
            .Values.SelectMany(call => call.Ringing.Select(leg => ((Call Call, CallLeg Leg)?)(call, leg)))
            .FirstOrDefault(found => found!.Value.Leg.Route is { MobileOf: not null } route && route.Counted == counted);
}
