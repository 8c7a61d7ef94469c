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
        Send(waiting, new Transfer(by, onward.Recall) { Referrer = onward.Referrer }, call.Root, onward.Call, number!, now);
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
    void Send(Party waiting, Transfer transfer, CallId root, CallId id, string number, DateTimeOffset now)
    {
        var (person, own, outside) = Destination(number);
        var callee = outside is null ? Called(person, own, number) : new Party(user: null, "", outside) { IsOutside = true, Counted = id };
        var route = outside is null ? null : RouteOutside(id, transfer.Payer, outside, chosen: null, now);
        var call = new Call(id, waiting, callee, now, firstLeg: 1)
        {
            RingUntil = now + TransferRingTime,
            Outside = route,
            Root = root,
            Transfer = transfer,
            Alerted = true,
        };
        var busy = person is not null && IsBusy(person.Id);
        Begin(call, outside ?? number, transfer.By.User, route?.Shown);
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
        else if (person is null || busy)
        {
            End(call, busy ? CallOutcome.Busy : CallOutcome.Unreachable, now);
        }
        else
        {
            Ring(call, person.Id, now);
        }
    }

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

    void Consult(Call call, SwitchboardInput.Consult consult, DateTimeOffset now)
    {
        if (!call.IsConnected || _calls.ContainsKey(consult.Consultation))
        {
            return;
        }

        if (!call.IsBetweenTwo)
        {
            Notify(consult.User, NoticeCause.TransferNotNow, "", now);
            return;
        }

        Dial(new SwitchboardInput.Dial(consult.Consultation, consult.User, consult.Line, consult.Target), now);
        Pair(call, consult.User, consult.Consultation);
    }

    /// <summary>One call waits while its user asks somebody in the other, when it came about.</summary>
    void Pair(Call waiting, UserId user, CallId consultation)
    {
        if (waiting.HasEnded || !_calls.TryGetValue(consultation, out var asked))
        {
            return;
        }

        if (waiting.Consultation is { } before)
        {
            before.ConsultationFor = null;
        }

        StopMoving(waiting, waiting.SideOf(user)!);
        (waiting.Consultation, asked.ConsultationFor) = (asked, waiting);
        Changed(waiting);
    }

    void ConnectCalls(Call call, SwitchboardInput.ConnectCalls connect, DateTimeOffset now)
    {
        var (waiting, asked) = call.ConsultationFor is { } first ? (first, call) : (call, call.Consultation);
        if (asked is null || waiting.SideOf(connect.User) is not { } here || asked.SideOf(connect.User) is not { } there)
        {
            return;
        }

        Join((waiting, here), (asked, there), new Onward(connect.Onward, connect.Recall, Referrer: null), now);
    }

    /// <summary>The other sides of two calls of one person come together; the second may still ring.</summary>
    void Join((Call Call, Party By) first, (Call Call, Party By) second, Onward onward, DateTimeOffset now)
    {
        if (_calls.ContainsKey(onward.Call))
        {
            return;
        }

        var (one, other) = (first.Call.OtherThan(first.By), second.Call.OtherThan(second.By));
        var rings = second.Call.IsRinging && ReferenceEquals(second.By, second.Call.Caller);
        var why = first switch
        {
            _ when _journalFull => NoticeCause.JournalFull,
            _ when ReferenceEquals(first.Call, second.Call)
                    || !first.Call.IsConnected
                    || !first.Call.IsBetweenTwo
                    || !second.Call.IsBetweenTwo
                    || second.Call.Wanted is not null => NoticeCause.TransferNotNow, // the own phone rings, and nobody else yet
            _ when !(second.Call.IsConnected || (rings && !one.Holds)) => NoticeCause.TransferNotNow,
            _ when one.User is not null && one.User == other.User => NoticeCause.TransferToSelf,
            _ => (NoticeCause?)null,
        };
        if (why is { } cause)
        {
            RefuseTransfer(first.By, onward.Referrer, cause, "", now);
            return;
        }

        var call = Joined(first, second, onward, rings, now);
        foreach (var (left, by) in new[] { first, second })
        {
            Close(left, CallOutcome.Transferred, now, by);
        }

        Fold(second.Call, call.Root, now);
        Begin(call, call.Callee.Number, first.By.User, call.Outside?.Shown);
        if (!rings)
        {
            Record(new CallAnswered(call.Id.Value, now, call.Callee.User?.Value, call.Callee.Leg!.Kind));
            TellTransferor(call, TransferStage.Done);
        }

        Settle(call);
    }

    Call Joined((Call Call, Party By) first, (Call Call, Party By) second, Onward onward, bool rings, DateTimeOffset now)
    {
        var asked = second.Call;
        var call = new Call(onward.Call, first.Call.OtherThan(first.By).Leave(), asked.OtherThan(second.By).Leave(), now, firstLeg: 1)
        {
            RingUntil = now + TransferRingTime,
            Outside = rings ? asked.Outside : null,
            Root = first.Call.Root,
            Transfer = new Transfer(first.By, onward.Recall) { Referrer = onward.Referrer },
            Alerted = true,
            AnsweredAt = rings ? null : now,
        };
        if (rings)
        {
            TakeDownBridge(asked);
            call.Early = asked.Early;
            call.Ringing.AddRange(asked.Ringing);
            (asked.Early, call.Failed, call.FailedStatus) = (null, asked.Failed, asked.FailedStatus);
            asked.Ringing.Clear();
        }

        return call;
    }

    void TakeBack(Call call, UserId user, DateTimeOffset now)
    {
        var (waiting, asked) = call.ConsultationFor is { } first ? (first, call) : (call, call.Consultation);
        if (asked is null || waiting.SideOf(user) is not { } side || asked.SideOf(user) is not { } there)
        {
            return;
        }

        HangUp(asked, there, now);
        Resume(waiting, side, now);
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

    void ConnectByPhone(SwitchboardInput.LegsConnected connected, DateTimeOffset now)
    {
        var referrer = new Referrer(connected.Leg, connected.From);
        if (
            FindParty(connected.Leg) is ({ HasEnded: false }, { User: { } user }) first
            && FindParty(connected.Other) is ({ HasEnded: false }, { User: { } same }) second
            && user == same
        )
        {
            Join(first, second, new Onward(connected.Onward, connected.Recall, referrer), now);
        }
        else
        {
            Tell(referrer, TransferStage.Failed, LegCause.NotAllowed);
        }
    }

    /// <summary>A phone of the company takes the place of one side of a call (RFC 3891).</summary>
    void Replace(SwitchboardInput.LegReplaced replaced, DateTimeOffset now)
    {
        if (_calls.ContainsKey(replaced.Call))
        {
            return;
        }

        var user = replaced.From.Owner;
        var leg = LegId.OfCaller(replaced.Call);
        if (
            FindParty(replaced.Replaced) is not ({ IsConnected: true, IsBetweenTwo: true } call, { User: { } by } side)
            || !_people.TryGetValue(user, out var person)
            || call.OtherThan(side).User == user
            || _journalFull
            || (by != user && IsBusy(user))
        )
        {
            _effects.Add(new SwitchboardEffect.EndLeg(leg, replaced.From, leg.Media, LegCause.NotAllowed));
            return;
        }

        var other = call.OtherThan(side).Leave();
        Close(call, CallOutcome.Transferred, now, side);
        FreeUp(user, now);
        var next = new Call(replaced.Call, new Party(user, person.Name, person.Extension), other, now)
        {
            AnsweredAt = now,
            Root = call.Root,
        };
        next.Caller.Leg = next.NewLeg(replaced.From);
        Begin(next, other.Number, by);
        Record(new CallAnswered(next.Id.Value, now, other.User?.Value, other.Leg!.Kind));
        Settle(next);
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
