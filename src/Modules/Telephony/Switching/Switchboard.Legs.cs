using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>What happens at the legs of phones and trunks.</summary>
internal sealed partial class Switchboard
{
    List<DeviceId> DevicesOf(UserId user) => _devicesOf.GetValueOrDefault(user) ?? [];

    /// <summary>A phone that registers while its owner is rung rings too.</summary>
    void PutDeviceUp(DeviceId device, UserId owner)
    {
        if (_devicesUp.TryGetValue(device, out var before))
        {
            if (before == owner)
            {
                return;
            }

            PutDeviceDown(device);
        }

        _devicesUp.Add(device, owner);
        _devicesOf.PutIn(owner, device);
        ChangedFor(owner);
        var endpoint = new Endpoint.Phone(device, owner);
        foreach (var call in LiveCallsOf(owner).Where(call => call.IsRinging && call.Callee.User == owner).ToList())
        {
            if (MayRing(call, endpoint) && !call.Ringing.Exists(leg => leg.Endpoint == endpoint))
            {
                call.Ringing.Add(call.NewLeg(endpoint));
                Settle(call);
            }
        }
    }

    /// <summary>It is not rung any more. Calls it is in or is rung for have a dialog of their own and go on.</summary>
    void PutDeviceDown(DeviceId device)
    {
        if (_devicesUp.Remove(device, out var owner))
        {
            _devicesOf.TakeOut(owner, device);
            ChangedFor(owner);
        }
    }

    /// <summary>The calls of this person can be moved to other devices than before.</summary>
    void ChangedFor(UserId owner)
    {
        if (LiveCallsOf(owner).Any())
        {
            _changed.Add(owner);
        }
    }

    (Call Call, CallLeg Leg)? FindRinging(LegId id) =>
        CallWith(id) is { } call && call.Ringing.Find(leg => leg.Id == id) is { } leg ? (call, leg) : null;

    (Call Call, Party Side)? FindParty(LegId id) => CallWith(id) is { } call && call.SideOf(id) is { } side ? (call, side) : null;

    void KeepTrying(LegId id)
    {
        if (FindRinging(id) is (_, { } leg))
        {
            leg.SilentUntil = null;
        }
    }

    void StartRingback(LegId id)
    {
        if (FindRinging(id) is ({ } call, { } leg))
        {
            leg.SilentUntil = null;
            call.Alerted = true;
            TellTransferor(call, TransferStage.Rings);
            Settle(call);
        }
    }

    /// <summary>What an exchange says before it answers is for the caller's ears; a phone of our own has nothing to say.</summary>
    void LetThrough(LegId id)
    {
        if (FindRinging(id) is ({ } call, { } leg))
        {
            leg.SilentUntil = null;
            call.Alerted = true;
            call.Early ??= leg is { Endpoint: Endpoint.Trunk, IsOwnMobile: false } ? leg : null; // what a mobile's network says is for nobody
            Settle(call);
        }
    }

    /// <summary>The leg is gone at its own end.</summary>
    void DropLeg(LegId id, LegCause cause, int status, DateTimeOffset now)
    {
        if (FindRinging(id) is ({ } call, { } leg))
        {
            DropRingingLeg(call, leg, leg.AskedUntil is null ? cause : LegCause.NoAnswer, status, now);
        }
        else if (FindParty(id) is ({ HasEnded: false } talked, { } side))
        {
            var outcome = talked switch
            {
                { IsRinging: true } => CallOutcome.Cancelled,
                _ => cause is LegCause.Normal ? CallOutcome.Completed : OutcomeOfLoss(talked),
            };
            End(talked, outcome, now, by: side);
        }
        else if (FindParty(id) is ({ HasEnded: true } over, { } listener))
        {
            PutAway(over, listener); // it heard the busy tone
        }
    }

    void DropRingingLeg(Call call, CallLeg leg, LegCause cause, int status, DateTimeOffset now)
    {
        var goesOn = false;
        if (leg is { Endpoint: Endpoint.Trunk trunk, Route: { } route })
        {
            RouteFailed(call, leg, trunk.Id, cause, status, now);
            goesOn = cause.IsOfTheWay() && RingNextTrunk(call, route, now, leg.Place);
        }

        if (leg.InPlaceOf is not null)
        {
            DropMove(call, leg, cause, goesOn, now);
            return;
        }

        StopRinging(call, leg, cause);
        call.Failed = LegCauses.Weightier(call.Failed, leg.IsOwnMobile ? LegCauses.OfMobile(cause) : cause);
        call.FailedStatus = status;
        if (goesOn)
        {
            Settle(call);
            return;
        }

        if (call.Ringing.Count == 0 && cause is LegCause.Timeout or LegCause.Unreachable && RingRest(call, leg))
        {
            Settle(call);
            return;
        }

        if (cause is not LegCause.Refused && call.Ringing.Count == 0 && RingsOn(call, now))
        {
            return;
        }

        if (cause is LegCause.Refused || call.Ringing.Count == 0) // a person who declines does so for all their devices (RFC 3261 §21.6.2)
        {
            End(call, LegCauses.OutcomeOf(call.Failed.Value, call.Outside is not null), now);
        }
        else
        {
            Settle(call);
        }
    }

    /// <summary>A dialog that carries nothing any more is no conversation.</summary>
    void LoseMedia(MediaId media, DateTimeOffset now)
    {
        foreach (
            var call in _calls
                .Values.Where(call =>
                    call.IsConnected && Array.Exists(call.Parties, p => p.Leg is { IsSip: true } leg && leg.Media == media)
                )
                .ToList()
        )
        {
            End(call, OutcomeOfLoss(call), now);
        }
    }
}
