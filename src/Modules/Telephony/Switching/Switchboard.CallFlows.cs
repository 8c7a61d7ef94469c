using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>What rings for a call to a person, and in which order, as their status says (A6-02).</summary>
internal sealed partial class Switchboard
{
    static readonly RungDevices[] InTurn = [RungDevices.Softphone, RungDevices.DeskPhones, RungDevices.Mobile];

    ImmutableDictionary<UserId, CallFlow> _flows = ImmutableDictionary<UserId, CallFlow>.Empty;

    /// <summary>Somebody is called who may be busy, and whose calls may go elsewhere.</summary>
    /// <param name="toMobile">By their mobile number.</param>
    void Reach(Call call, Person person, DateTimeOffset now, bool toMobile = false)
    {
        var flow = _flows.GetValueOrDefault(person.Id);
        call.Treatment = toMobile ? flow?.Mobile : flow?.Fixed;
        if (!toMobile && flow?.ForwardAll is { } target && Forward(call, target, CallOutcome.Forwarded, now))
        {
            return;
        }

        if (LiveCallsOf(person.Id).Count(live => live != call) >= MaxCallsPerUser)
        {
            End(call, CallOutcome.Busy, now);
        }
        else
        {
            Ring(call, person.Id, now);
        }
    }

    /// <summary>What this person has rings, at once or in turn; the first that is answered stops the others.</summary>
    void Ring(Call call, UserId person, DateTimeOffset now)
    {
        if (!_people.ContainsKey(person))
        {
            End(call, CallOutcome.Unreachable, now); // whom it comes back to has left the company since
            return;
        }

        foreach (var devices in StepsOf(call.Treatment ?? CallTreatment.Standard))
        {
            call.RingsNext.Enqueue(devices);
        }

        if (RingNext(call, person, now))
        {
            Settle(call);
        }
        else if (call.Treatment is { Rings: RungDevices.None, Otherwise.Kind: not CallTargetKind.Nobody } silent)
        {
            End(call, silent.Otherwise.Kind is CallTargetKind.Busy || !call.IsBetweenTwo ? CallOutcome.Busy : CallOutcome.Forwarded, now);
        }
        else
        {
            End(call, CallOutcome.Unreachable, now);
        }
    }

    static IEnumerable<RungDevices> StepsOf(CallTreatment treatment) =>
        treatment switch
        {
            { Rings: RungDevices.None } => [],
            { InTurn: true, Rings: not RungDevices.Chosen } => InTurn.Where(devices => treatment.Rings.HasFlag(devices)),
            _ => [treatment.Rings],
        };

    /// <summary>Goes on to the next devices of which there are any, or whose browser can be woken.</summary>
    /// <returns>Whether something rings, or may.</returns>
    bool RingNext(Call call, UserId person, DateTimeOffset now)
    {
        while (call.RingsNext.TryDequeue(out var devices))
        {
            call.Rings = devices;
            RingThese(call, person, now);
            if (call.Ringing.Count > 0 || (RingsBrowsers(call) && CanBeWoken(person)))
            {
                call.RingUntil = call.Treatment is { } treatment ? now + TimeSpan.FromSeconds(treatment.Seconds) : call.RingUntil;
                return true;
            }
        }

        return false;
    }

    void RingThese(Call call, UserId person, DateTimeOffset now)
    {
        if (call.Rings is RungDevices.Chosen)
        {
            RingChosen(call, person, now);
            return;
        }

        if (RingsBrowsers(call))
        {
            RingBrowsers(call, person);
        }

        if (call.Rings.HasFlag(RungDevices.DeskPhones))
        {
            RingPhones(call, person);
        }

        if (call.Rings.HasFlag(RungDevices.Mobile) && _configuration?.MobileOf(person.Value) is { } mobile)
        {
            RingMobile(call, person, mobile.E164, now);
        }

        if (RingsBrowsers(call))
        {
            Wake(call, person);
        }
    }

    /// <summary>The phone this person chose rings; else all that they have together.</summary>
    void RingChosen(Call call, UserId person, DateTimeOffset now)
    {
        if (ChosenPhoneOf(person) is { } chosen && IsUp(chosen))
        {
            call.Ringing.Add(call.NewLeg(chosen));
            return;
        }

        RingAll(call, person);
        if (MobileChosenBy(person) is { } mobile)
        {
            RingMobile(call, person, mobile, now);
        }

        Wake(call, person);
    }

    static bool RingsBrowsers(Call call) => call.Rings is RungDevices.Chosen || call.Rings.HasFlag(RungDevices.Softphone);

    /// <summary>Whether it may ring there while it does elsewhere.</summary>
    static bool RingsAt(Call call, Endpoint endpoint) =>
        call.Rings is RungDevices.Chosen
        || call.Rings.HasFlag(endpoint is Endpoint.Browser ? RungDevices.Softphone : RungDevices.DeskPhones);

    /// <summary>The call is another now, and rings on as it did.</summary>
    static void RingsAs(Call call, Call before)
    {
        (call.Treatment, call.Rings) = (before.Treatment, before.Rings);
        call.RingUntil = before.Treatment is null ? call.RingUntil : before.RingUntil;
        foreach (var devices in before.RingsNext)
        {
            call.RingsNext.Enqueue(devices);
        }
    }

    /// <summary>Not answered there, or nothing is there any more.</summary>
    /// <returns>Whether something else rings now.</returns>
    bool RingsOn(Call call, DateTimeOffset now)
    {
        if (call is not { IsRinging: true, Wanted: null, RingsNext.Count: > 0, Callee.User: { } person })
        {
            return false;
        }

        StopRinging(call, LegCause.NoAnswer);
        if (!RingNext(call, person, now))
        {
            return false;
        }

        Settle(call);
        return true;
    }
}
