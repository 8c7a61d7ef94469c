using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Asking somebody before a call is handed on: the call that waits, the one in which is asked, and how the two become one.</summary>
internal sealed partial class Switchboard
{
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
        if (waiting.HasEnded || (ForwardedOf(consultation, user) ?? _calls.GetValueOrDefault(consultation)) is not { } asked)
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
            RingsAs(call, asked);
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
}
