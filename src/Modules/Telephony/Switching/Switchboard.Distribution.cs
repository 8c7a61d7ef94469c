using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// At whom the calls of queues ring. An offer is a ringing call to one agent, with the name and number of who waits and no leg of theirs; it is nothing for
/// the call log. When it is answered, who waits comes into a call of its id with the agent.
/// </summary>
internal sealed partial class Switchboard
{
    /// <summary>How soon a call may ring again at an agent who did not answer it.</summary>
    public static readonly TimeSpan RestTime = TimeSpan.FromSeconds(5);

    /// <summary>How soon at one who refused it.</summary>
    public static readonly TimeSpan RefusedRestTime = TimeSpan.FromSeconds(30);

    readonly Dictionary<UserId, AgentMemory> _agents = [];

    /// <summary>Who had the last call, by queue.</summary>
    readonly Dictionary<Guid, UserId> _turns = [];

    AgentMemory MemoryOf(UserId agent)
    {
        if (!_agents.TryGetValue(agent, out var memory))
        {
            _agents.Add(agent, memory = new AgentMemory());
        }

        return memory;
    }

    /// <summary>Every call that waits rings where it should, who came first before the others; after each input.</summary>
    void Distribute(DateTimeOffset now)
    {
        for (var i = 0; i < _waiting.Count; )
        {
            var call = _waiting[i];
            EndRests(call.Queue!, now);
            if (call.Queue!.Until <= now)
            {
                Overflow(call, now); // takes it out
                continue;
            }

            if (call is { IsConnected: true, Caller: { Holds: false, IsAway: false } })
            {
                OfferTo(call, call.Queue, now);
            }

            i++;
        }

        TellPositions();
    }

    static void EndRests(QueueSeat seat, DateTimeOffset now)
    {
        foreach (var (agent, until) in seat.Resting)
        {
            if (until <= now)
            {
                seat.Resting.Remove(agent); // allowed while it is gone through
            }
        }
    }

    void OfferTo(Call call, QueueSeat seat, DateTimeOffset now)
    {
        var queue = seat.Queue;
        if (seat.Offers.Count > 0 && queue.Distribution is not QueueDistribution.RingAll)
        {
            return;
        }

        var free = queue
            .Agents.Where(agent =>
                StateOf(queue, agent) is AgentState.Available && agent.Person != call.Caller.User && !seat.Resting.ContainsKey(agent.Person)
            )
            .ToList();
        IEnumerable<QueueAgent> chosen = queue.Distribution switch
        {
            QueueDistribution.RingAll => free,
            QueueDistribution.RoundRobin => AfterLast(queue, free).Take(1),
            QueueDistribution.HighestSkill => free.OrderByDescending(agent => agent.Skill).ThenBy(IdleSince).Take(1),
            _ => free.OrderBy(IdleSince).Take(1),
        };
        foreach (var agent in chosen.ToList())
        {
            _turns[queue.Id] = agent.Person;
            Offer(call, seat, agent.Person, now);
        }
    }

    /// <summary>Who never had a call is idle longest.</summary>
    DateTimeOffset IdleSince(QueueAgent agent) => _agents.GetValueOrDefault(agent.Person)?.IdleSince ?? DateTimeOffset.MinValue;

    IEnumerable<QueueAgent> AfterLast(CallQueue queue, List<QueueAgent> free)
    {
        var last = _turns.TryGetValue(queue.Id, out var had) ? IndexIn(queue, had) : -1;
        return free.OrderBy(agent => IndexIn(queue, agent.Person) > last ? 0 : 1);
    }

    static int IndexIn(CallQueue queue, UserId agent)
    {
        for (var i = 0; i < queue.Agents.Length; i++)
        {
            if (queue.Agents[i].Person == agent)
            {
                return i;
            }
        }

        return -1;
    }

    AgentState StateOf(CallQueue queue, QueueAgent agent)
    {
        var memory = _agents.GetValueOrDefault(agent.Person);
        var flow = _flows.GetValueOrDefault(agent.Person) ?? CallFlow.Standard;
        return agent switch
        {
            { IsSignedIn: false } => AgentState.SignedOut,
            { IsPaused: true } => AgentState.Paused,
            _ when memory?.Paused.Contains(queue.Id) == true => AgentState.Paused,
            _ when flow.PausesQueues => AgentState.PausedByStatus,
            _ when LiveCallsOf(agent.Person).Any() => AgentState.Busy,
            _ when memory?.WrapUpUntil is not null => AgentState.WrapUp,
            _ when !CanRing(agent.Person, flow.Queue) => AgentState.Unreachable,
            _ => AgentState.Available,
        };
    }

    /// <summary>Something of theirs rings, or may once it is woken.</summary>
    bool CanRing(UserId person, CallTreatment treatment)
    {
        if (!_people.ContainsKey(person))
        {
            return false;
        }

        var browsers = treatment.Rings is RungDevices.Chosen || treatment.Rings.HasFlag(RungDevices.Softphone);
        var phones = treatment.Rings is RungDevices.Chosen || treatment.Rings.HasFlag(RungDevices.DeskPhones);
        return (browsers && (LinesOf(person).Count > 0 || CanBeWoken(person)))
            || (phones && DevicesOf(person).Count > 0)
            || (treatment.Rings is RungDevices.Chosen && MobileChosenBy(person) is not null)
            || (treatment.Rings.HasFlag(RungDevices.Mobile) && _configuration?.MobileOf(person.Value) is not null);
    }

    void Offer(Call call, QueueSeat seat, UserId agent, DateTimeOffset now)
    {
        var (id, person, caller) = (seat.NextId(), _people[agent], call.Caller);
        var offer = new Call(
            id,
            new Party(user: null, caller.Name, caller.Number) { IsOutside = caller.IsOutside },
            new Party(agent, person.Name, person.Extension),
            now,
            firstLeg: 1 // the caller's, should there be one
        )
        {
            Root = call.Root,
            Offers = call,
            RingUntil = now + seat.Queue.RingTime,
            Treatment = (_flows.GetValueOrDefault(agent) ?? CallFlow.Standard).Queue with
            {
                Seconds = (int)seat.Queue.RingTime.TotalSeconds,
                Otherwise = CallTarget.Nobody,
            },
        };
        seat.Offers.Add(offer);
        _settled.Add(call); // the last id is kept with it
        Remember(offer);
        Changed(offer);
        Ring(offer, agent, now);
    }

    /// <summary>It was not answered, and is no more. Nothing of it is recorded: who waits still waits.</summary>
    void EndOffer(Call offer, CallOutcome outcome, DateTimeOffset now)
    {
        var (seat, agent) = (offer.Offers!.Queue!, offer.Callee.User!.Value);
        Withdraw(offer, LegCauses.OfWhatRang(outcome), outcome, now);
        if (outcome is CallOutcome.Cancelled or CallOutcome.Interrupted)
        {
            return;
        }

        seat.Resting[agent] = now + (outcome is CallOutcome.Refused or CallOutcome.Blocked ? RefusedRestTime : RestTime);
        if (outcome is CallOutcome.NoAnswer)
        {
            CountUnanswered(seat.Queue, agent);
        }
    }

    void CountUnanswered(CallQueue queue, UserId agent)
    {
        var memory = MemoryOf(agent);
        memory.Unanswered++;
        if (queue.PauseAfter > 0 && memory.Unanswered >= queue.PauseAfter)
        {
            memory.Unanswered = 0;
            memory.Paused.Add(queue.Id);
            _effects.Add(new SwitchboardEffect.PauseAgent(queue.Id, agent));
        }
    }

    void Withdraw(Call offer, LegCause why, CallOutcome outcome, DateTimeOffset now)
    {
        offer.EndedAt = now;
        offer.Outcome = outcome;
        StopRinging(offer, why);
        offer.Offers!.Queue!.Offers.Remove(offer);
        Changed(offer);
        Remove(offer);
        _effects.Add(new SwitchboardEffect.OfferEnded(offer.Id));
    }

    /// <summary>The agent answered: who waits talks with them.</summary>
    void AnswerOffer(Call offer, CallLeg leg, DateTimeOffset now)
    {
        var waiting = offer.Offers!;
        var agent = offer.Callee;
        FreeUp(agent.User!.Value, now);
        leg.SilentUntil = null;
        offer.Ringing.Remove(leg);
        Withdraw(offer, LegCause.AnsweredElsewhere, CallOutcome.Transferred, now);
        var next = TakeOut(waiting, offer.Id, new Party(agent.User, agent.Name, agent.Number), offer.NextLeg.Number, now);
        next.Callee.Leg = leg;
        Connect(waiting, next, leg.Kind, now);
    }

    /// <summary>Who waited is in another call from now on, with this agent.</summary>
    Call TakeOut(Call waiting, CallId id, Party agent, int firstLeg, DateTimeOffset now)
    {
        var seat = waiting.Queue!;
        (seat.End, seat.Agent) = (QueueCallEnd.Answered, agent.User);
        MemoryOf(agent.User!.Value).Unanswered = 0;
        var caller = waiting.Caller.Leave();
        Close(waiting, CallOutcome.Transferred, now);
        return new Call(id, caller, agent, now, firstLeg)
        {
            AnsweredAt = now,
            Root = waiting.Root,
            OutOf = new QueueOrigin(seat.Queue.Id, seat.Queue.Name, waiting.Id),
        };
    }

    void Connect(Call waiting, Call next, DeviceKind with, DateTimeOffset now)
    {
        Begin(next, next.Callee.Number, by: null);
        Record(new CallAnswered(next.Id.Value, now, next.Callee.User!.Value.Value, with));
        TellAnswered(next, now);
        Settle(next);
        PairAgain(waiting, next.Id);
    }

    /// <summary>An agent's conversation out of a queue is over.</summary>
    void WrapUp(Call call, QueueOrigin origin, DateTimeOffset now)
    {
        Record(new QueueCallEnded(origin.Waiting.Value, now));
        if (call.Callee.User is { } agent)
        {
            var memory = MemoryOf(agent);
            memory.IdleSince = now;
            var time = _queues.GetValueOrDefault(origin.Queue)?.WrapUp ?? TimeSpan.Zero;
            memory.WrapUpUntil = time > TimeSpan.Zero ? now + time : memory.WrapUpUntil;
            _queuesTouched = true;
        }
    }

    void ExpireWrapUps(DateTimeOffset now)
    {
        foreach (var memory in _agents.Values.Where(memory => memory.WrapUpUntil <= now))
        {
            memory.WrapUpUntil = null;
            _queuesTouched = true;
        }
    }

    /// <summary>Of all that is waited for because of queues.</summary>
    DateTimeOffset? NextQueueTimeout()
    {
        DateTimeOffset? next = null;
        foreach (var memory in _agents.Values)
        {
            next = memory.WrapUpUntil is { } until && !(next <= until) ? until : next;
        }

        foreach (var seat in _waiting.Select(call => call.Queue!))
        {
            next = seat.Until is { } until && !(next <= until) ? until : next;
            foreach (var rested in seat.Resting.Values)
            {
                next = next <= rested ? next : rested;
            }
        }

        return next;
    }

    void TellPositions()
    {
        var ahead = new Dictionary<Guid, int>();
        foreach (var call in _waiting)
        {
            var seat = call.Queue!;
            var position = ahead.GetValueOrDefault(seat.Queue.Id) + 1;
            ahead[seat.Queue.Id] = position;
            if (seat.Position != position)
            {
                seat.Position = position;
                _effects.Add(new SwitchboardEffect.TellScript(call.Id, new ScriptInput.Waits(position)));
            }
        }
    }
}
