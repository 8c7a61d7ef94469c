using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Listening in on calls, whispering and barging in. It ends with the supervisor's call, or with the call that is supervised.</summary>
internal sealed partial class Switchboard
{
    void ApplySupervision(SwitchboardInput.OfSupervision input, DateTimeOffset now)
    {
        switch (input)
        {
            case SwitchboardInput.Supervise supervise:
                Supervise(supervise, now);
                break;
            case SwitchboardInput.ChangeSupervision change
                when Find(change.Call, change.User) is ({ IsConnected: true, Supervises: { } there }, _):
                Change(there, change.Mode, now);
                break;
            case SwitchboardInput.TakeOver take when Find(take.Call, take.User) is ({ IsConnected: true, Supervises: { } there }, _):
                TakeOver(there, take, now);
                break;
            default: // a call that is over, or supervises nobody
                break;
        }
    }

    void Supervise(SwitchboardInput.Supervise supervise, DateTimeOffset now)
    {
        if (_calls.ContainsKey(supervise.Call))
        {
            return;
        }

        var agent = _extensions.GetValueOrDefault(DialString.Clean(supervise.Target) ?? "");
        var watched = agent is null ? null : CallsWith(agent.Id).Find(call => CanBeSupervised(call, agent.Id, by: supervise.User));
        if (WhyNotSupervise(supervise, watched) is { } cause)
        {
            Notify(supervise.User, cause, agent?.Name ?? supervise.Target, now);
            return;
        }

        FreeUp(supervise.User, now);
        var (supervisor, supervision) = (_people[supervise.User], new Supervision(watched!, agent!.Id, supervise.Mode));
        var call = new Call(
            supervise.Call,
            new Party(supervisor.Id, supervisor.Name, supervisor.Extension),
            new Party(user: null, agent.Name, agent.Extension),
            now
        )
        {
            AnsweredAt = now,
            Supervises = supervision,
        };
        supervision.Own = call;
        watched!.Supervisions.Add(supervision);
        Remember(call);
        call.Caller.Leg = call.NewLeg(new Endpoint.Browser(supervise.Line));
        Record(
            new CallPlaced(
                call.Id.Value,
                now,
                supervisor.Id.Value,
                supervisor.Name,
                supervisor.Extension,
                agent.Extension,
                CalleeId: null,
                agent.Name
            )
            {
                Device = DeviceKind.Browser,
            }
        );
        Record(new CallAnswered(call.Id.Value, now, UserId: null));
        Changed(call);
        Settle(watched);
        Announce(supervision, now);
    }

    NoticeCause? WhyNotSupervise(SwitchboardInput.Supervise supervise, Call? watched) =>
        supervise switch
        {
            _ when !_people.TryGetValue(supervise.User, out var person) || !person.MaySupervise => NoticeCause.SuperviseNotAllowed,
            _ when !IsUp(supervise.Line, supervise.User) => NoticeCause.LineNotReady,
            _ when _journalFull => NoticeCause.JournalFull,
            _ when _isDraining => NoticeCause.Draining,
            _ when LiveCallsOf(supervise.User).Count() >= MaxCallsPerUser => NoticeCause.TooManyCalls,
            _ when watched is null => NoticeCause.SuperviseNoCall,
            _ => null,
        };

    /// <summary>A conversation of this person with somebody else than the supervisor.</summary>
    static bool CanBeSupervised(Call call, UserId agent, UserId by) =>
        call is { IsConnected: true, Supervises: null, IsWithSoftware: false }
        && call.SideOf(agent) is { Holds: false }
        && call.SideOf(by) is null
        && call.Conference?.Calls.Exists(one => one.SideOf(by) is not null) != true
        && !call.Supervisions.Exists(one => one.Own!.SideOf(by) is not null);

    void Change(Supervision supervision, SupervisionMode mode, DateTimeOffset now)
    {
        if (supervision.Mode != mode)
        {
            supervision.Mode = mode;
            Changed(supervision.Own!);
            Settle(supervision.Own!);
            Announce(supervision, now);
        }
    }

    /// <summary>For who looks it up later; and for the two, when they are to know.</summary>
    void Announce(Supervision supervision, DateTimeOffset now)
    {
        var watched = supervision.Watched;
        var supervisor = supervision.Own!.Caller.User!.Value;
        Record(new CallSupervised(watched.Id.Value, now, supervisor.Value, supervision.Agent.Value, supervision.Mode));
        if (supervision.Mode is not SupervisionMode.Barge)
        {
            return;
        }

        foreach (var leg in (watched.Conference?.Calls ?? [watched]).SelectMany(call => call.Parties).Select(party => party.Leg))
        {
            if (leg is { IsAway: false })
            {
                _effects.Add(new SwitchboardEffect.Beep(leg.Id, leg.Media));
            }
        }
    }

    IEnumerable<Call> SupervisedBy(UserId user) => LiveCallsOf(user).Where(call => call.Supervises is not null && call.Caller.User == user);

    /// <summary>A call ended that supervised or was supervised.</summary>
    void EndSupervision(Call call, DateTimeOffset now)
    {
        if (call.Supervises is { } supervision)
        {
            supervision.Watched.Supervisions.Remove(supervision);
            Settle(supervision.Watched);
        }

        foreach (var supervised in call.Supervisions.ToList())
        {
            End(supervised.Own!, CallOutcome.Completed, now);
        }
    }
}
