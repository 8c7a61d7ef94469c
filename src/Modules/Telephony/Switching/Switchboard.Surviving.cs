using System.Collections.Immutable;
using ConnectMe.Kernel;
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

    /// <summary>Null when it is no conversation of two.</summary>
    CallSnapshot? SnapshotOf(Call call) =>
        call is { IsConnected: true, IsBetweenTwo: true, Slot: null, AnsweredAt: { } answered, Caller.Leg: { } one, Callee.Leg: { } other }
            ? new CallSnapshot(
                call.Id,
                call.Root,
                call.PlacedAt,
                answered,
                SnapshotOf(call.Caller, one),
                SnapshotOf(call.Callee, other),
                call.NextLeg.Number,
                SnapshotOf(call.Root)
            )
            : null;

    PartySnapshot SnapshotOf(Party party, CallLeg leg) =>
        new(
            party.User,
            party.Name,
            party.Number,
            party.IsOutside,
            new LegSnapshot(leg.Id, leg.Endpoint, leg.HeldThere, SnapshotOf(leg.Route)),
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
            var call = new Call(kept.Id, Read(kept.Caller), Read(kept.Callee), kept.PlacedAt, kept.NextLeg)
            {
                Root = kept.Root,
                AnsweredAt = kept.AnsweredAt,
                Alerted = true,
                Kept = kept,
            };
            TakeUp(call.Root, kept.Story);
            Remember(call);
            _effects.Add(new SwitchboardEffect.TakeUpCall(kept));
            foreach (var party in call.Parties)
            {
                Await(call, party, now);
                HoldWhenBusy(call, party, now);
            }

            GoOnRecording(call, call.Caller, kept.Caller.Recording, now);
            GoOnRecording(call, call.Callee, kept.Callee.Recording, now);
            Changed(call);
            Settle(call);
        }
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
            Leg = new CallLeg(kept.Leg.Id, kept.Leg.Endpoint) { HeldThere = kept.Leg.HeldThere, Route = RouteTakenUp(kept.Leg.Mobile) },
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
