using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    void Answer(SwitchboardInput.Answer answer, DateTimeOffset now)
    {
        if (Find(answer.Call, answer.User) is ({ } moved, { } side) && LegThatMoves(moved, side) is { } there && there.Line == answer.Line)
        {
            MoveOver(moved, there, now);
            return;
        }

        if (Find(answer.Call, answer.User) is not { Call.IsRinging: true } found || ReferenceEquals(found.Side, found.Call.Caller))
        {
            return;
        }

        if (!IsUp(answer.Line, answer.User))
        {
            Notify(answer.User, NoticeCause.LineNotReady, "", now);
            return;
        }

        var (call, _) = found;
        TakeUp(call, call.Ringing.Find(leg => leg.Line == answer.Line) ?? call.NewLeg(answer.Line), now);
    }

    /// <summary>The phone or the other end of the trunk answered; the first of all that ring does so for the others.</summary>
    void AnswerBySip(LegId id, DateTimeOffset now)
    {
        if (FindRinging(id) is ({ } call, { IsSip: true } leg))
        {
            leg.State = LegState.Answered;
            if (leg.Route is { MobileOf: not null } route)
            {
                _guard.Answer(route.Counted, now);
            }

            if (call.Wanted is { } wanted)
            {
                PickUp(call, leg, wanted, now);
            }
            else if (leg.IsOwnMobile)
            {
                Ask(leg, now);
            }
            else if (leg.InPlaceOf is not null)
            {
                MoveOver(call, leg, now);
            }
            else
            {
                TakeUp(call, leg, now);
            }
        }
    }

    void TakeUp(Call call, CallLeg leg, DateTimeOffset now)
    {
        if (call.Offers is not null)
        {
            AnswerOffer(call, leg, now);
            return;
        }

        if (call.Callee.User is { } user)
        {
            FreeUp(user, now);
        }

        call.Ringing.Remove(leg);
        call.Early = ReferenceEquals(call.Early, leg) ? null : call.Early;
        call.Callee.Leg = leg;
        StopRinging(call, LegCause.AnsweredElsewhere);
        call.AnsweredAt = now;
        leg.SilentUntil = null;
        if (call.Callee.Counted is { } counted)
        {
            _guard.Answer(counted, now);
        }

        Record(new CallAnswered(call.Id.Value, now, call.Callee.User?.Value, leg.Kind));
        TellAnswered(call, now);
        TellTransferor(call, TransferStage.Done);
        Changed(call);
        Settle(call);
        if (call.Conference is { } conference)
        {
            Gather(conference, now);
        }
    }

    void Refuse(Call call, Party side, DateTimeOffset now)
    {
        if (call.IsRinging && ReferenceEquals(side, call.Callee))
        {
            End(call, CallOutcome.Refused, now, by: side);
        }
        else if (LegThatMoves(call, side) is { } leg)
        {
            GiveUpMove(call, leg, LegCause.Refused, now);
        }
    }
}
