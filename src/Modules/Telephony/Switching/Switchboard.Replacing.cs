using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
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
}
