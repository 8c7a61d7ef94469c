using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    void HangUp(Call call, Party side, DateTimeOffset now)
    {
        if (call.HasEnded)
        {
            PutAway(call, side);
        }
        else if (call.IsConnected)
        {
            End(call, CallOutcome.Completed, now, by: side);
        }
        else
        {
            End(call, ReferenceEquals(side, call.Caller) ? CallOutcome.Cancelled : CallOutcome.Refused, now, by: side);
        }
    }

    /// <summary>The one end of every call, but for one that was handed on and comes back.</summary>
    /// <param name="by">Who ended it and so needs no notice of it.</param>
    void End(Call call, CallOutcome outcome, DateTimeOffset now, Party? by = null)
    {
        if (call.Wanted is not null)
        {
            GiveUpPhone(call, outcome, now);
            return;
        }

        if (call.Offers is not null)
        {
            EndOffer(call, outcome, now);
            return;
        }

        if (GoesElsewhere(call, outcome, now))
        {
            return;
        }

        if (ComesBack(call, outcome))
        {
            BringBack(call, outcome, now);
        }
        else if (WaitsOn(call, outcome))
        {
            LetWait(call, outcome, now);
        }
        else
        {
            Close(call, outcome, now, by);
        }
    }

    /// <summary>It came to nothing, and who was handed on is still there.</summary>
    static bool ComesBack(Call call, CallOutcome outcome) =>
        call is { Transfer: not null, IsRinging: true, Caller.Leg: not null }
        && outcome
            is not (
                CallOutcome.Cancelled
                or CallOutcome.LineLost
                or CallOutcome.Interrupted
                or CallOutcome.Transferred
                or CallOutcome.Forwarded
                or CallOutcome.CapReached
            );

    void Close(Call call, CallOutcome outcome, DateTimeOffset now, Party? by = null)
    {
        if (call.IsRinging)
        {
            TellTransferor(call, TransferStage.Failed, LegCauses.Of(outcome));
        }

        call.EndedAt = now;
        call.Outcome = outcome;
        StopRinging(call, LegCauses.OfWhatRang(outcome));
        foreach (var party in call.Parties.Where(party => party is { Leg: not null, User: not null } && !ReferenceEquals(party, by)))
        {
            party.NoticeUntil = now + NoticeTime;
        }

        if (outcome is not (CallOutcome.Completed or CallOutcome.Cancelled) && !outcome.GoesOn())
        {
            call.ToneUntil = now + BusyToneTime;
        }

        foreach (var counted in call.Parties.Where(party => party.Counted is not null))
        {
            _guard.End(counted.Counted!.Value, now);
        }

        if (outcome is CallOutcome.CapReached)
        {
            CountOff(call.Caller.Leg?.Route); // all that still goes there is the busy tone
            CountOff(call.Callee.Leg?.Route);
        }

        if (call.Queue is { } seat)
        {
            Leave(call, seat, outcome, now);
        }

        Record(new CallEnded(call.Id.Value, now, outcome, call.WasAnswered ? 0 : call.FailedStatus));
        if (call.OutOf is { } origin)
        {
            WrapUp(call, origin, now);
        }

        Tell(call, outcome);
        Changed(call);
        Settle(call);
        if (call.Application is { HasBegun: true })
        {
            _effects.Add(new SwitchboardEffect.TellScript(call.Id, new ScriptInput.HungUp()));
        }

        Forget(call);
        EndSupervision(call, now);
        if (call.Conference is { } conference)
        {
            Leave(conference, call, now);
        }
    }

    /// <summary>The user has seen that the call ended.</summary>
    void PutAway(Call call, Party side)
    {
        if (side.NoticeUntil is null)
        {
            return;
        }

        side.NoticeUntil = null;
        Changed(call);
        Settle(call);
        Forget(call);
    }

    /// <summary>An ended call that nobody looks at or listens to any more is gone.</summary>
    void Forget(Call call)
    {
        if (call.HasEnded && call.Parties.All(party => party is { NoticeUntil: null, Leg: null }))
        {
            Remove(call);
        }
    }

    void Remove(Call call)
    {
        _calls.Remove(call.Id);
        foreach (var user in UsersOf(call))
        {
            _callsOf.TakeOut(user, call);
        }
    }

    void Expire(DateTimeOffset now)
    {
        if (!(NextTimeout <= now))
        {
            return;
        }

        _isTimeoutKnown = false;
        KeepCaps(now);
        ExpireWrapUps(now);
        foreach (var call in _calls.Values.Where(call => call.NextTimeout <= now).ToList())
        {
            Expire(call, now);
        }

        foreach (var (user, _) in _notices.Where(entry => entry.Value.Until <= now).ToList())
        {
            _notices.Remove(user);
            _changed.Add(user);
        }
    }

    void Expire(Call call, DateTimeOffset now)
    {
        if (!call.HasEnded && call.Parties.FirstOrDefault(party => party.Leg?.AwayUntil <= now) is { } lost)
        {
            End(call, OutcomeOfLoss(call), now);
        }
        else if (call.IsRinging && call.RingUntil <= now && !RingsOn(call, now))
        {
            End(call, CallOutcome.NoAnswer, now);
        }
        else if (!call.HasEnded && call.WaitsUntil <= now)
        {
            End(call, CallOutcome.Completed, now, by: call.Callee);
        }

        EndLongRecordings(call, now);
        foreach (var silent in call.Ringing.Where(leg => leg.SilentUntil <= now).ToList())
        {
            DropRingingLeg(call, silent, LegCause.Timeout, status: 0, now);
        }

        foreach (var unsure in call.Ringing.Where(leg => leg.AskedUntil <= now).ToList())
        {
            DropRingingLeg(call, unsure, LegCause.NoAnswer, status: 0, now);
        }

        foreach (var late in call.Ringing.Where(leg => leg.AskedUntil is null && leg.RingUntil <= now).ToList())
        {
            GiveUpMove(call, late, LegCause.NoAnswer, now);
        }

        if (call.ToneUntil <= now)
        {
            call.ToneUntil = null;
            Settle(call);
        }

        foreach (var party in call.Parties.Where(party => party.NoticeUntil <= now))
        {
            party.NoticeUntil = null;
            Changed(call);
        }

        Settle(call);
        Forget(call);
    }
}
