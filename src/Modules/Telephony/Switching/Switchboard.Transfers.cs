using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Handing calls on. Each step is a call of its own: the one that is left ends as <see cref="CallOutcome.Transferred"/>, and the legs of who
/// goes on move to the next as they are.
/// </summary>
internal sealed partial class Switchboard
{
    /// <summary>How long who was transferred is left ringing before they come back.</summary>
    public static readonly TimeSpan TransferRingTime = TimeSpan.FromSeconds(30);

    readonly Dictionary<LegId, Call> _moved = [];

    Call? CallWith(LegId leg) => _moved.GetValueOrDefault(leg) ?? _calls.GetValueOrDefault(leg.Call);

    static bool CanBeHandedOn(Call call, Party side) => call is { IsConnected: true, IsBetweenTwo: true } && !call.OtherThan(side).Holds;

    void Transfer(Call call, Party by, Onward onward, string target, DateTimeOffset now)
    {
        if (_calls.ContainsKey(onward.Call))
        {
            return;
        }

        var number = DialString.Clean(target);
        if (number is not null && IsSlot(number))
        {
            Park(call, by, onward, number, now);
            return;
        }

        if (WhyNotTransfer(call, by, number, now) is { } cause)
        {
            RefuseTransfer(by, onward.Referrer, cause, number ?? "", now);
            return;
        }

        var waiting = call.OtherThan(by).Leave();
        Close(call, CallOutcome.Transferred, now, by);
        var transfer = new Transfer(by, onward.Recall) { Referrer = onward.Referrer };
        Send(waiting, new Sending(call.Root, transfer.Payer) { Transfer = transfer, WasAlerted = true }, onward.Call, number!, now);
    }

    NoticeCause? WhyNotTransfer(Call call, Party by, string? number, DateTimeOffset now)
    {
        if (number is null)
        {
            return NoticeCause.NotANumber;
        }

        if (IsEmergencyNumber(number))
        {
            return NoticeCause.EmergencyNumber;
        }

        var (person, own, outside) = Destination(number);
        return person switch
        {
            _ when _journalFull => NoticeCause.JournalFull,
            _ when !CanBeHandedOn(call, by) => NoticeCause.TransferNotNow,
            _ when IsServiceCalledBy(number) => null,
            null when outside is not null => _guard.WhyNot(by.User!.Value, outside, given: null, _configuration!, now),
            null when own is null => NoticeCause.TransferUnknownNumber,
            not null when Array.Exists(call.Parties, party => party.User == person.Id) => NoticeCause.TransferToSelf,
            _ => null,
        };
    }

    void RefuseTransfer(Party by, Referrer? referrer, NoticeCause cause, string number, DateTimeOffset now)
    {
        var user = by.User!.Value;
        Notify(user, cause, number, now);
        if (cause is >= NoticeCause.CountryNotAllowed and <= NoticeCause.AbroadUsedUp)
        {
            _effects.Add(new SwitchboardEffect.Warn(user, cause));
        }

        Tell(referrer, TransferStage.Failed, LegCauses.Of(cause));
    }

    /// <summary>Who waits rings the number: they hear the ringing tone, whatever they take part with.</summary>
    void Send(Party waiting, Sending sending, CallId id, string number, DateTimeOffset now)
    {
        if (QueueCalledBy(number) is { } queue)
        {
            SendToQueue(waiting, sending, id, number, queue, now);
            return;
        }

        if (OpenRoomCalledBy(number, waiting, sending) is { } room)
        {
            SendToRoom(waiting, sending, id, room, now);
            return;
        }

        if (DestinationCalledBy(number) is { } door)
        {
            SendToApplication(waiting, sending, id, number, door, now);
            return;
        }

        var (person, own, outside) = Destination(number);
        var callee = outside is null ? Called(person, own, number) : new Party(user: null, "", outside) { IsOutside = true, Counted = id };
        var route = outside is null ? null : RouteOutside(id, sending.Payer!.Value, outside, chosen: null, now);
        var call = new Call(id, waiting, callee, now, firstLeg: 1)
        {
            RingUntil = now + TimeToRing(sending, route),
            Outside = route,
            Root = sending.Root,
            Transfer = sending.Transfer,
            Forwarding = sending.Forwarding,
            LedOn = sending.LedOn,
            Alerted = sending.WasAlerted,
        };
        Begin(call, outside ?? number, sending.Payer, route?.Shown);
        if (route is not null)
        {
            if (RingNextTrunk(call, route, now))
            {
                Settle(call);
            }
            else
            {
                End(call, CallOutcome.TrunksBusy, now);
            }
        }
        else if (person is null)
        {
            End(call, CallOutcome.Unreachable, now);
        }
        else if (IsTurnedAway(call, sending, person))
        {
            End(call, CallOutcome.Blocked, now);
        }
        else
        {
            Reach(call, person, now);
        }
    }

    /// <summary>A menu or a queue leads nobody to them whom they would not hear of. Whom somebody hands on, they have spoken with.</summary>
    bool IsTurnedAway(Call call, Sending sending, Person person)
    {
        if (
            !call.Caller.IsOutside
            || sending is not { LedOn: > 0, Transfer: null }
            || WhyTurnedAway(person.Id, call.Caller) is not { } cause
        )
        {
            return false;
        }

        _effects.Add(new SwitchboardEffect.TurnAway(call.Id, person.Id, cause));
        return true;
    }

    /// <summary>Who was handed on by somebody comes back to them.</summary>
    static TimeSpan TimeToRing(Sending sending, OutsideRoute? route) =>
        sending.Transfer is not null ? TransferRingTime
        : route is not null ? OutsideRingTime
        : RingTime;

    /// <summary>Who handed the call on is rung again. When they are not there it waits (<see cref="LetWait"/>), when they will not it ends.</summary>
    void BringBack(Call call, CallOutcome outcome, DateTimeOffset now)
    {
        var transfer = call.Transfer!;
        var waiting = call.Caller.Leave();
        Close(call, outcome, now);
        var by = new Party(transfer.By.User, transfer.By.Name, transfer.By.Number);
        var back = new Call(transfer.Recall, waiting, by, now, firstLeg: 1)
        {
            RingUntil = now + TransferRingTime,
            Root = call.Root,
            Recall = new Recall(call.Callee, outcome, transfer.Returns + 1, WasParked: call.Slot is not null),
            Alerted = true,
        };
        var busy = IsBusy(transfer.Payer);
        Begin(back, by.Number, by: null);
        if (busy)
        {
            End(back, CallOutcome.Busy, now);
        }
        else
        {
            Ring(back, transfer.Payer, now);
        }
    }

    /// <summary>The call is there, with the legs that its parties bring.</summary>
    void Begin(Call call, string dialled, UserId? by, CallerId? shown = null)
    {
        var (caller, callee) = (call.Caller, call.Callee);
        Remember(call);
        ForgetStories(but: call.Root);
        Record(
            new CallPlaced(
                call.Id.Value,
                call.PlacedAt,
                caller.RecordedUser?.Value,
                caller.Name,
                caller.Number,
                dialled,
                callee.RecordedUser?.Value,
                callee.Name
            )
            {
                Device = caller.Leg?.Kind,
                Conference = call.Conference?.Id.Value,
                Application = call.Application?.Name,
                Queue = call.Queue?.Queue.Id,
                Shown = shown?.E164,
                IsAnonymous = shown?.IsAnonymous ?? false,
                TransferOf = call.Root.Value,
                TransferredBy = by?.Value,
                CallerContinues = OrNull(Continues(call.Root, caller.RecordedUser)),
                CalleeContinues = OrNull(Continues(call.Root, callee.RecordedUser)),
            }
        );
        TellPart(call);
        foreach (var leg in call.Legs.Where(leg => CallWith(leg.Id) != call))
        {
            _moved[leg.Id] = call;
            _effects.Add(new SwitchboardEffect.MoveLeg(leg.Id, leg.Endpoint, leg.Media, call.Id));
        }

        Changed(call);
    }

    void TransferByPhone(SwitchboardInput.LegTransferred transferred, DateTimeOffset now)
    {
        var referrer = new Referrer(transferred.Leg, transferred.From);
        if (FindParty(transferred.Leg) is ({ IsConnected: true } call, { User: not null } side))
        {
            Transfer(call, side, new Onward(transferred.Onward, transferred.Recall, referrer), transferred.Target, now);
        }
        else
        {
            Tell(referrer, TransferStage.Failed, LegCause.Unavailable);
        }
    }

    /// <summary>The last stage is told once.</summary>
    void TellTransferor(Call call, TransferStage stage, LegCause why = LegCause.Normal)
    {
        if (call.Transfer is not { Referrer: { } referrer } transfer)
        {
            return;
        }

        transfer.Referrer = stage is TransferStage.Rings ? referrer : null;
        Tell(referrer, stage, why);
    }

    void Tell(Referrer? referrer, TransferStage stage, LegCause why)
    {
        if (referrer is not null)
        {
            _effects.Add(new SwitchboardEffect.TellTransferor(referrer.Leg, referrer.Endpoint, stage, why));
        }
    }
}
