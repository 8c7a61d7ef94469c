using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// A supervisor takes the place of the colleague whose call they supervise. That call ends as <see cref="CallOutcome.TakenOver"/>, and the legs of
/// supervisor and other party move to the next as they are: the other party hears another voice, and nothing in between.
/// </summary>
internal sealed partial class Switchboard
{
    void TakeOver(Supervision supervision, SwitchboardInput.TakeOver take, DateTimeOffset now)
    {
        if (_calls.ContainsKey(take.Onward))
        {
            return;
        }

        var (watched, own) = (supervision.Watched, supervision.Own!);
        var agent = watched.SideOf(supervision.Agent)!;
        if (WhyNotTakeOver(watched, own) is { } cause)
        {
            Notify(take.User, cause, agent.Name, now);
            return;
        }

        var calls = ReferenceEquals(agent, watched.Caller);
        var (supervisor, other) = (own.Caller.Leave(), watched.OtherThan(agent).Leave());
        watched.TakenOverBy = supervisor.Name;
        Record(new CallTaken(watched.Id.Value, now, supervisor.User!.Value.Value, supervisor.Name));
        Close(watched, CallOutcome.TakenOver, now); // and with it all that supervised it
        var next = new Call(take.Onward, calls ? supervisor : other, calls ? other : supervisor, now, firstLeg: 1)
        {
            AnsweredAt = now,
            Root = watched.Root,
        };
        Begin(next, next.Callee.Number, supervision.Agent);
        Record(new CallAnswered(next.Id.Value, now, next.Callee.User?.Value, next.Callee.Leg!.Kind));
        Settle(next);
    }

    NoticeCause? WhyNotTakeOver(Call watched, Call own) =>
        watched switch
        {
            _ when _journalFull => NoticeCause.JournalFull,
            _ when !CanBeTakenOver(watched) || own.Caller.Holds => NoticeCause.TakeOverNotNow,
            _ => null,
        };

    /// <summary>In a conference nobody has the place of two.</summary>
    static bool CanBeTakenOver(Call watched) => watched is { IsConnected: true, IsBetweenTwo: true };
}
