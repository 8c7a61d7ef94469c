using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// People who make and answer calls with a desk phone (M6.2-01). Dialling in the browser rings their own phone, which shows who is to be
/// called; when it is picked up the call is placed from it, by the same rules as if it had dialled. With a mobile it is the same over a trunk.
/// </summary>
internal sealed partial class Switchboard
{
    /// <summary>How long the own phone rings to be called with: who dialled sits beside it.</summary>
    public static readonly TimeSpan PickUpTime = TimeSpan.FromSeconds(30);

    void Dial(SwitchboardInput.Dial dial, DateTimeOffset now)
    {
        if (_calls.ContainsKey(dial.Call))
        {
            return;
        }

        DialHere(new DialAttempt(dial.Call, new Endpoint.Browser(dial.Line), dial.User, dial.Target, dial.Shown), now);
    }

    /// <summary>From the browser, which may be no more than the remote control of a phone.</summary>
    void DialHere(DialAttempt here, DateTimeOffset now)
    {
        if (MobileChosenBy(here.User) is { } mobile)
        {
            RingOwnMobile(here with { IsPickedUp = true }, mobile, now);
            return;
        }

        if (ChosenPhoneOf(here.User) is not { } phone)
        {
            Dial(here, now);
        }
        else if (IsUp(phone))
        {
            RingOwnPhone(here with { From = phone, IsPickedUp = true }, now);
        }
        else
        {
            Dial(here, now);
            TellPhoneIsAway(here, now);
        }
    }

    void TellPhoneIsAway(DialAttempt attempt, DateTimeOffset now)
    {
        if (_calls.ContainsKey(attempt.Call))
        {
            Notify(attempt.User, NoticeCause.PhoneAwayCalledHere, "", now);
        }
        else if (_notices.TryGetValue(attempt.User, out var said) && said.Notice.Cause is NoticeCause.LineNotReady)
        {
            Notify(attempt.User, NoticeCause.PhoneAway, said.Notice.Number, now);
        }
    }

    /// <summary>What may not be dialled is said before the phone rings.</summary>
    void RingOwnPhone(DialAttempt attempt, DateTimeOffset now)
    {
        if (BeginWanted(attempt, now) is { } call)
        {
            call.Ringing.Add(call.NewLeg(attempt.From));
            Settle(call);
        }
    }

    /// <summary>The call for which the own phone is to ring; null when it may not be.</summary>
    Call? BeginWanted(DialAttempt attempt, DateTimeOffset now)
    {
        _notices.Remove(attempt.User);
        var number = DialString.Clean(attempt.Target);
        if (WhyNot(attempt, number, now) is { } cause)
        {
            SayWhyNot(attempt.User, cause, number ?? "", now);
            return null;
        }

        FreeUp(attempt.User, now);
        var caller = _people[attempt.User];
        var call = new Call(attempt.Call, new Party(caller.Id, caller.Name, caller.Extension), Wanted(attempt, number!), now)
        {
            RingUntil = now + PickUpTime,
            Wanted = attempt,
        };
        Remember(call);
        return call;
    }

    /// <summary>Who is to be called, for the display of the own phone and the page: nobody's side yet.</summary>
    Party Wanted(DialAttempt attempt, string number)
    {
        if (IsTaking(attempt, number) && CallToTake(attempt, number) is { Caller: var waiting })
        {
            return new Party(user: null, waiting.Name, waiting.Number) { IsOutside = waiting.IsOutside };
        }

        if (_extensions.TryGetValue(number, out var colleague))
        {
            return new Party(user: null, colleague.Name, number);
        }

        var e164 = OutsideNumber(number);
        return new Party(user: null, "", e164 ?? number) { IsOutside = e164 is not null };
    }

    /// <summary>The caller's phone is in their hand: now the call is placed, as from any phone.</summary>
    void PickUp(Call call, CallLeg leg, DialAttempt wanted, DateTimeOffset now)
    {
        call.Ringing.Clear();
        Remove(call);
        Dial(wanted with { From = leg.Endpoint, Leg = leg.Id, Route = leg.Route }, now);
        if (call.ConsultationFor is { } waiting)
        {
            Pair(waiting, wanted.User, wanted.Call);
        }
    }

    /// <summary>Nobody was called, so there is nothing to record and nothing for anyone else to see.</summary>
    void GiveUpPhone(Call call, CallOutcome outcome, DateTimeOffset now)
    {
        call.EndedAt = now;
        call.Outcome = outcome;
        StopRinging(call, LegCauses.OfWhatRang(outcome));
        Changed(call);
        Remove(call);
        NoticeCause? cause = outcome switch
        {
            CallOutcome.Cancelled => null,
            CallOutcome.NoAnswer => NoticeCause.PhoneNotPickedUp,
            CallOutcome.Refused or CallOutcome.Busy => NoticeCause.PhoneRefused,
            _ when call.IsForMobile => NoticeCause.MobileUnreachable,
            _ => NoticeCause.PhoneAway,
        };
        if (cause is { } why)
        {
            Notify(call.Wanted!.User, why, call.Callee.Number, now);
        }
    }

    /// <summary>The desk phone this person makes and answers calls with; null: the browser.</summary>
    Endpoint.Phone? ChosenPhoneOf(UserId user) =>
        _configuration?.DeviceChosenBy(user.Value) is { } device ? new Endpoint.Phone(new DeviceId(device.Id), user) : null;

    bool IsUp(Endpoint.Phone phone) => _devicesUp.TryGetValue(phone.Device, out var owner) && owner == phone.Owner;

    /// <summary>What comes up while it rings: everything, unless the phone its person chose rings already.</summary>
    bool MayRing(Call call, Endpoint endpoint) =>
        call.Callee.User is not { } person
        || (
            RingsAt(call, endpoint)
            && (ChosenPhoneOf(person) is not { } chosen || endpoint == chosen || !call.Ringing.Exists(leg => leg.Endpoint == chosen))
        );

    void RingAll(Call call, UserId person)
    {
        RingBrowsers(call, person);
        RingPhones(call, person);
    }

    void RingBrowsers(Call call, UserId person)
    {
        foreach (var line in LinesOf(person))
        {
            call.Ringing.Add(call.NewLeg(line));
        }
    }

    void RingPhones(Call call, UserId person)
    {
        foreach (var device in DevicesOf(person))
        {
            call.Ringing.Add(call.NewLeg(new Endpoint.Phone(device, person)));
        }
    }

    /// <summary>The chosen phone is registered and does not answer our request: then everything else this person has rings.</summary>
    bool RingRest(Call call, CallLeg gone)
    {
        if (
            call is not { IsRinging: true, Wanted: null, Rings: RungDevices.Chosen, Callee.User: { } person }
            || ChosenPhoneOf(person) is not { } chosen
        )
        {
            return false;
        }

        if (gone.Endpoint != chosen)
        {
            return false;
        }

        RingAll(call, person);
        call.Ringing.RemoveAll(leg => leg.Endpoint == chosen);
        return call.Ringing.Count > 0;
    }

    /// <summary>The name of the user's own phone, or the number of their mobile, that they are to pick up for this call; null when there is something to do on the page.</summary>
    string? WhatRingsFor(Call call, Party side)
    {
        if (call is { Wanted: not null, IsForMobile: true, IsRinging: true, Ringing: [{ Route: { } route }, ..] })
        {
            return Shown(route.E164);
        }

        var isTheirs = call.Wanted is not null || ReferenceEquals(side, call.Callee);
        return
            isTheirs
            && call.IsRinging
            && side.User is { } user
            && ChosenPhoneOf(user) is { } chosen
            && call.Ringing is [var only]
            && only.Endpoint == chosen
            ? _configuration!.DeviceChosenBy(user.Value)!.Name
            : null;
    }
}
