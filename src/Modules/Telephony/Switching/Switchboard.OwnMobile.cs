using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// People who make and answer calls with their mobile (M6.2-02). It is reached over a trunk, on its person's account: the guard on calls to
/// outside counts it beside the call itself. Who picks it up for a call that comes in, or is moved to it, presses 1 to take it, which no voicemail does.
/// </summary>
internal sealed partial class Switchboard
{
    /// <summary>How long who picked up is asked.</summary>
    public static readonly TimeSpan ConfirmTime = TimeSpan.FromSeconds(20);

    const char Yes = '1';

    string? MobileChosenBy(UserId user) => _configuration?.MobileChosenBy(user.Value);

    /// <summary>The mobile rings; when it is picked up the call is placed from it. What may not be dialled, or not beside it, is said before.</summary>
    void RingOwnMobile(DialAttempt attempt, string mobile, DateTimeOffset now)
    {
        if (BeginWanted(attempt, now) is not { } call)
        {
            return;
        }

        if (_guard.WhyNot(attempt.User, mobile, given: null, _configuration!, now) is { } cause)
        {
            Remove(call);
            SayWhyNot(attempt.User, cause, mobile, now);
            return;
        }

        var route = RouteToMobile(call, attempt.User, mobile, attempt.Shown, now);
        if (WhyNotOutside(attempt, DialString.Clean(attempt.Target)!, now) is { } beside)
        {
            CountOff(route);
            Remove(call);
            SayWhyNot(attempt.User, beside, call.Callee.Number, now);
        }
        else if (RingNextTrunk(call, route, now))
        {
            Settle(call);
        }
        else
        {
            CountOff(route);
            End(call, CallOutcome.TrunksBusy, now);
        }
    }

    /// <summary>A call for this person rings their mobile beside all else that rings. Where that may not be called the rest rings, and they are told.</summary>
    void RingMobile(Call call, UserId person, string mobile, DateTimeOffset now)
    {
        if (call.Caller.Number == mobile)
        {
            return; // who calls from it is not called back on it
        }

        if (_guard.WhyNot(person, mobile, given: null, _configuration!, now) is { } cause)
        {
            SayWhyNot(person, cause, mobile, now);
            return;
        }

        var route = RouteToMobile(call, person, mobile, chosen: null, now);
        if (!RingNextTrunk(call, route, now))
        {
            CountOff(route);
        }
    }

    OutsideRoute RouteToMobile(Call call, UserId person, string mobile, CallerIdChoice? chosen, DateTimeOffset now) =>
        RouteOutside(new CallId(call.NextLeg.Media.Value), person, mobile, chosen, now, mobileOf: person);

    /// <summary>The leg to a mobile is over: the guard counts it no more.</summary>
    void CountOff(OutsideRoute? route)
    {
        if (route is { MobileOf: not null })
        {
            _guard.End(route.Counted, _now);
        }
    }

    void Ask(CallLeg leg, DateTimeOffset now)
    {
        (leg.SilentUntil, leg.AskedUntil, leg.Playing) = (null, now + ConfirmTime, Sound.PressOne);
        _effects.Add(new SwitchboardEffect.Play(leg.Id, leg.Media, Sound.PressOne));
    }

    (Call Call, CallLeg Leg)? FindAsked(MediaId media)
    {
        foreach (var call in _calls.Values)
        {
            if (call.Ringing.Find(leg => leg.AskedUntil is not null && leg.Media == media) is { } leg)
            {
                return (call, leg);
            }
        }

        return null;
    }

    void Confirm(Call call, CallLeg leg, char digit, DateTimeOffset now)
    {
        if (digit == Yes)
        {
            StopPlaying(leg);
            leg.AskedUntil = null;
            if (leg.InPlaceOf is null)
            {
                TakeUp(call, leg, now);
            }
            else
            {
                MoveOver(call, leg, now);
            }
        }
    }
}
