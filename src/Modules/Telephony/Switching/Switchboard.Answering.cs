using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    void Answer(SwitchboardInput.Answer answer, DateTimeOffset now)
    {
        if (Find(answer.Call, answer.User) is not { Call.IsRinging: true } found || ReferenceEquals(found.Side, found.Call.Caller))
        {
            return;
        }

        if (!IsUp(answer.Line, answer.User))
        {
            Notify(answer.User, NoticeCause.LineNotReady, "", now);
            return;
        }

        var (call, callee) = found;
        FreeUp(answer.User, now);
        callee.Leg = call.Ringing.Find(leg => leg.Line == answer.Line) ?? call.NewLeg(answer.Line);
        call.Ringing.Remove(callee.Leg);
        StopRinging(call);
        call.AnsweredAt = now;
        Record(new CallAnswered(call.Id.Value, now, answer.User.Value));
        Changed(call);
        Settle(call);
    }

    void Refuse(Call call, Party side, DateTimeOffset now)
    {
        if (call.IsRinging && ReferenceEquals(side, call.Callee))
        {
            End(call, CallOutcome.Refused, now, by: side);
        }
    }
}
