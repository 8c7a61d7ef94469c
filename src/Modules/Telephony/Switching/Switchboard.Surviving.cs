using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Conversations outlive the process (promise R2, docs/decisions/0012): each is kept as it stands, and what was kept comes in again at the
/// next start. Then both sides are awaited as a lost line is: phones and trunks are asked, browsers come by themselves.
/// </summary>
internal sealed partial class Switchboard
{
    readonly HashSet<Call> _settled = [];

    void ApplySurvival(SwitchboardInput.OfSurvival input, DateTimeOffset now)
    {
        switch (input)
        {
            case SwitchboardInput.CallsSurvived survived:
                TakeUp(survived.Calls, now);
                break;
            case SwitchboardInput.LegRevived revived when FindParty(revived.Leg) is ({ HasEnded: false } call, { Leg: { } leg }):
                Revive(call, leg);
                break;
            default: // of a leg that is over
                break;
        }
    }

    /// <summary>What is kept follows what is; a call whose state is the same is not kept again.</summary>
    void KeepSettled()
    {
        foreach (var call in _settled)
        {
            var snapshot = SnapshotOf(call);
            if (snapshot is not null && snapshot != call.Kept)
            {
                _effects.Add(new SwitchboardEffect.KeepCall(snapshot));
            }
            else if (snapshot is null && call.Kept is not null)
            {
                _effects.Add(new SwitchboardEffect.DropCall(call.Id));
            }

            call.Kept = snapshot;
        }

        _settled.Clear();
    }

    /// <summary>Null when it is no conversation of two, and nobody waits in it.</summary>
    CallSnapshot? SnapshotOf(Call call) =>
        call switch
        {
            { IsConnected: false } or { Caller.Leg: null } => null,
            { Queue: { } seat } => SnapshotOf(call, new WaitSnapshot(seat.Queue.Id, seat.Since, seat.LedOn, seat.Last)),
            { IsBetweenTwo: true, Slot: null, Callee.Leg: not null } => SnapshotOf(call, waits: null),
            _ => null,
        };

    CallSnapshot SnapshotOf(Call call, WaitSnapshot? waits) =>
        new(
            call.Id,
            call.Root,
            call.PlacedAt,
            call.AnsweredAt!.Value,
            SnapshotOf(call.Caller, call.Caller.Leg),
            SnapshotOf(call.Callee, call.Callee.Leg),
            call.NextLeg.Number,
            SnapshotOf(call.Root),
            waits
        );

    PartySnapshot SnapshotOf(Party party, CallLeg? leg) =>
        new(
            party.User,
            party.Name,
            party.Number,
            party.IsOutside,
            leg is null ? null : new LegSnapshot(leg.Id, leg.Endpoint, leg.HeldThere, SnapshotOf(leg.Route)),
            party.HeldSince,
            party.Muted,
            party.Counted is { } counted ? _guard.RunningAs(counted) : null,
            party.Note,
            party.Recording?.Snapshot
        );

    MobileSnapshot? SnapshotOf(OutsideRoute? route) =>
        route is { MobileOf: { } owner } && _guard.RunningAs(route.Counted) is { } counted
            ? new MobileSnapshot(owner, route.E164, counted)
            : null;

    void TakeUp(ImmutableArray<CallSnapshot> calls, DateTimeOffset now)
    {
        foreach (var kept in calls.Where(kept => !_calls.ContainsKey(kept.Id)))
        {
            var queue = kept.Waits is { Queue: var id } ? _queues.GetValueOrDefault(id) : null;
            var call = new Call(kept.Id, Read(kept.Caller), Read(kept.Callee), kept.PlacedAt, kept.NextLeg)
            {
                Root = kept.Root,
                AnsweredAt = kept.AnsweredAt,
                Alerted = true,
                Kept = kept,
                LedOn = kept.Waits?.LedOn ?? 0,
                Application = queue is null ? null : new ApplicationSeat(queue.Application, whose: null) { Queue = queue.Id },
                Queue = queue is null ? null : SeatOf(kept.Waits!, queue),
            };
            TakeUp(call.Root, kept.Story);
            Remember(call);
            _effects.Add(new SwitchboardEffect.TakeUpCall(kept));
            foreach (var party in call.Parties.Where(party => party.Leg is not null))
            {
                Await(call, party, now);
                HoldWhenBusy(call, party, now);
            }

            GoOnRecording(call, call.Caller, kept.Caller.Recording, now);
            GoOnRecording(call, call.Callee, kept.Callee.Recording, now);
            Changed(call);
            Settle(call);
            if (kept.Waits is not null)
            {
                WaitAgain(call, now);
            }
        }
    }

    static QueueSeat SeatOf(WaitSnapshot kept, CallQueue queue) => new(queue, kept.Since, kept.Last) { LedOn = kept.LedOn };

    /// <summary>At their old place, and greeted anew once they are back; in a queue that is no more nobody waits.</summary>
    void WaitAgain(Call call, DateTimeOffset now)
    {
        if (call.Queue is not { } seat)
        {
            End(call, CallOutcome.Interrupted, now);
            return;
        }

        var before = _waiting.FindIndex(other => other.Queue!.Since > seat.Since);
        _waiting.Insert(before < 0 ? _waiting.Count : before, call);
        BeginScript(call, call.Application!, now);
    }

    Party Read(PartySnapshot kept)
    {
        if (kept.Counted is { } counted)
        {
            _guard.TakeUp(counted);
        }

        return new Party(kept.User, kept.Name, kept.Number)
        {
            IsOutside = kept.IsOutside,
            Counted = kept.Counted?.Call,
            HeldSince = kept.HeldSince,
            Muted = kept.Muted,
            Note = kept.Note,
            IsConsidered = true,
            Leg = kept.Leg is { } leg
                ? new CallLeg(leg.Id, leg.Endpoint) { HeldThere = leg.HeldThere, Route = RouteTakenUp(leg.Mobile) }
                : null,
        };
    }

    /// <summary>What its phone was shown when it rang is of no more use.</summary>
    OutsideRoute? RouteTakenUp(MobileSnapshot? kept)
    {
        if (kept is null)
        {
            return null;
        }

        _guard.TakeUp(kept.Counted);
        return new OutsideRoute(kept.Counted.Call, kept.E164, new CallerId(null, IsAnonymous: true)) { MobileOf = kept.Of };
    }

    void Await(Call call, Party side, DateTimeOffset now)
    {
        var leg = side.Leg!;
        if (leg.Id.Call != call.Id)
        {
            _moved[leg.Id] = call;
        }

        if (leg.Line is { } line && _linesUp.TryGetValue(line, out var owner) && owner == side.User)
        {
            return; // it was here sooner
        }

        (leg.AwayUntil, leg.IsReviving) = (now + AwayTime, true);
        if (leg.IsSip)
        {
            _effects.Add(new SwitchboardEffect.ReviveLeg(leg.Id, leg.Endpoint, leg.Media, leg.HeldThere));
        }
    }

    /// <summary>They talk to somebody else already: in one call at a time.</summary>
    void HoldWhenBusy(Call call, Party side, DateTimeOffset now)
    {
        if (side is { User: { } user, Holds: false } && CallsWith(user).Exists(other => other != call && Speaks(other, user)))
        {
            side.HeldSince = now;
            Record(new CallHeld(call.Id.Value, now, user.Value));
        }
    }

    static bool Speaks(Call call, UserId user) => call is { HasEnded: false } && call.SideOf(user) is { Leg: not null, Holds: false };

    void Revive(Call call, CallLeg leg)
    {
        if (leg.IsReviving)
        {
            leg.Forget();
            Changed(call);
            Settle(call);
        }
    }

    /// <summary>How a call ends that nobody hung up: one that did not come back after a crash is the server's fault.</summary>
    static CallOutcome OutcomeOfLoss(Call call) =>
        Array.Exists(call.Parties, party => party.Leg is { IsReviving: true }) ? CallOutcome.Interrupted : CallOutcome.LineLost;
}
