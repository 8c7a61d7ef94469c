using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Calls that go elsewhere than to who was called: all of them (M4.3-01), or when they are not answered (A6-02). As with a transfer each step is a call of its
/// own, and who calls moves to the next as they are; the person at whom it was forwarded pays for it.
/// </summary>
internal sealed partial class Switchboard
{
    /// <summary>A call that was forwarded so often is going round.</summary>
    const int MostForwards = 5;

    /// <summary>It came to nothing here, and is to go elsewhere, once.</summary>
    /// <returns>Whether its end is taken care of.</returns>
    bool GoesElsewhere(Call call, CallOutcome outcome, DateTimeOffset now)
    {
        if (
            call is not { IsRinging: true, IsBetweenTwo: true, Treatment.Otherwise: { } target, Caller.Leg: not null }
            || outcome
                is not (CallOutcome.NoAnswer or CallOutcome.Refused or CallOutcome.Busy or CallOutcome.Unreachable or CallOutcome.Forwarded)
        )
        {
            return false;
        }

        call.Treatment = null;
        if (target.Kind is not (CallTargetKind.Nobody or CallTargetKind.Busy) && Forward(call, target, outcome, now))
        {
            return true;
        }

        if (target.Kind is CallTargetKind.Busy || outcome is CallOutcome.Forwarded)
        {
            End(call, target.Kind is CallTargetKind.Busy ? CallOutcome.Busy : CallOutcome.Unreachable, now);
            return true;
        }

        return false;
    }

    /// <returns>False: it may not, or cannot, go there; nothing has changed.</returns>
    bool Forward(Call call, CallTarget target, CallOutcome outcome, DateTimeOffset now)
    {
        if (call is not { IsBetweenTwo: true, Caller.Leg: not null })
        {
            return false;
        }

        var number = NumberOf(target);
        var by = new Party(call.Callee.User, call.Callee.Name, call.Callee.Number);
        var door =
            target is not { Kind: CallTargetKind.Application, Application: { } application } ? null
            : target.DestinationId is { } destination ? DoorOf(application, destination)
            : TakesCallsOf(application, by.User!.Value) ? Door.For(application, by)
            : null;
        var goes = door is not null ? !_journalFull && call.LedOn < MostForwards : number is not null && MayForward(call, number, now);
        if (!goes)
        {
            return false;
        }

        if (number is null && outcome is CallOutcome.Forwarded)
        {
            outcome = CallOutcome.Unreachable; // whose calls software takes has still missed this one
        }

        var transfer = call.Transfer;
        var forwarding = new Forwarding(by, [.. call.Forwarding?.Passed ?? [], by.User!.Value]);
        call.Transfer = null; // who handed it on is told, and has it back, when it comes to nothing there
        if (call.Root == call.Id && !outcome.GoesOn())
        {
            TellPart(call);
        }

        var next = call.Id.Following();
        Settle(call); // who calls may be there since this moment
        var waiting = call.Caller.Leave();
        Close(call, outcome, now);
        var sending = new Sending(call.Root, by.User.Value)
        {
            Transfer = transfer,
            Forwarding = forwarding,
            WasAlerted = call.Alerted,
            LedOn = call.LedOn,
        };
        if (door is not null)
        {
            SendToApplication(waiting, sending, next, door.Number, door, now);
        }
        else
        {
            Send(waiting, sending, next, number!, now);
        }

        PairAgain(call, next);
        return true;
    }

    /// <summary>What would be dialled to get there; null when nothing would.</summary>
    string? NumberOf(CallTarget target) =>
        target.Kind switch
        {
            CallTargetKind.Number => DialString.Clean(target.Number ?? ""),
            CallTargetKind.Application when target.DestinationId is { } id => QueueOf(target.Application, id)?.Extension,
            CallTargetKind.Colleague when target.PersonId is { } id => _people.GetValueOrDefault(new UserId(id))?.Extension,
            _ => null,
        };

    /// <summary>The call in which this caller is now because the one they placed was forwarded.</summary>
    Call? ForwardedOf(CallId placed, UserId caller) =>
        CallsWith(caller)
            .Find(call => call is { HasEnded: false, Forwarding: not null } && call.Root == placed && call.Caller.User == caller);

    bool MayForward(Call call, string number, DateTimeOffset now)
    {
        var by = call.Callee.User!.Value;
        var passed = call.Forwarding?.Passed ?? [];
        if (IsEmergencyNumber(number) || IsSlot(number) || _journalFull || passed.Length >= MostForwards || call.LedOn >= MostForwards)
        {
            return false;
        }

        if (IsServiceCalledBy(number))
        {
            return true;
        }

        var (person, _, outside) = Destination(number);
        if (outside is null)
        {
            return person is { Id: var to } && to != by && to != call.Caller.User && !passed.Contains(to);
        }

        if (outside == call.Caller.Number)
        {
            return false; // who calls would be called
        }

        if (_guard.WhyNot(by, outside, given: null, _configuration!, now) is { } cause)
        {
            SayWhyNot(by, cause, outside, now);
            return false;
        }

        return true;
    }
}
