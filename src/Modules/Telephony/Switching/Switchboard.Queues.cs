using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Calls that wait in queues. Each is a call to the queue's application, which says what the caller hears; meanwhile it is offered to agents
/// (<see cref="Distribute"/>). Who takes it talks with the caller in a call that follows.
/// </summary>
internal sealed partial class Switchboard
{
    ImmutableDictionary<Guid, CallQueue> _queues = ImmutableDictionary<Guid, CallQueue>.Empty;
    ImmutableDictionary<string, CallQueue> _queuesByExtension = ImmutableDictionary<string, CallQueue>.Empty;
    readonly List<Call> _waiting = [];

    /// <summary>A person's extension is theirs, also when a queue has the same.</summary>
    CallQueue? QueueCalledBy(string number)
    {
        if (_queues.IsEmpty || _extensions.ContainsKey(number))
        {
            return null;
        }

        return _queuesByExtension.GetValueOrDefault(number)
            ?? (OutsideNumber(number) is { } e164 && OwnNumber(e164) is { QueueId: { } id } ? _queues.GetValueOrDefault(id) : null);
    }

    /// <summary>The queue in which this application is heard.</summary>
    CallQueue? QueueOf(string? application, Guid id) =>
        _queues.GetValueOrDefault(id) is { } queue && queue.Application == application ? queue : null;

    void ChangeQueues(ImmutableArray<CallQueue> queues, DateTimeOffset now)
    {
        foreach (var agent in SignedInSince(queues))
        {
            var memory = MemoryOf(agent);
            (memory.Unanswered, memory.IdleSince) = (0, now);
        }

        _queues = queues.ToImmutableDictionary(queue => queue.Id);
        _queuesByExtension = queues.DistinctBy(queue => queue.Extension).ToImmutableDictionary(queue => queue.Extension);
        foreach (var memory in _agents.Values)
        {
            memory.Paused.Clear();
        }

        foreach (var call in _waiting.ToList())
        {
            if (_queues.TryGetValue(call.Queue!.Queue.Id, out var queue))
            {
                call.Queue.Queue = queue;
            }
            else if (!call.HasEnded)
            {
                Overflow(call, now);
            }
        }

        _queuesTouched = true;
    }

    /// <summary>Who may get calls of a queue now and could not before.</summary>
    IEnumerable<UserId> SignedInSince(ImmutableArray<CallQueue> queues) =>
        queues
            .SelectMany(queue =>
                queue
                    .Agents.Where(agent => agent is { IsSignedIn: true, IsPaused: false })
                    .Where(agent =>
                        _queues
                            .GetValueOrDefault(queue.Id)
                            ?.Agents.Any(was => was.Person == agent.Person && was is { IsSignedIn: true, IsPaused: false })
                            is not true
                    )
            )
            .Select(agent => agent.Person)
            .Distinct();

    /// <summary>Somebody of the company dialled the queue.</summary>
    void PlaceInQueue(DialAttempt attempt, Person caller, string number, CallQueue queue, DateTimeOffset now)
    {
        var call = InQueue(attempt.Call, new Party(caller.Id, caller.Name, caller.Extension), queue, now);
        Remember(call);
        call.Caller.Leg = call.CallerLeg(attempt);
        Record(
            new CallPlaced(call.Id.Value, now, caller.Id.Value, caller.Name, caller.Extension, number, CalleeId: null, queue.Name)
            {
                Device = attempt.Kind,
                Application = queue.Application,
                Queue = queue.Id,
            }
        );
        Enter(call, now);
    }

    /// <summary>Who is in a call already comes to wait in the queue.</summary>
    void SendToQueue(Party waiting, Sending sending, CallId id, string number, CallQueue queue, DateTimeOffset now)
    {
        var call = new Call(id, waiting, new Party(user: null, queue.Name, queue.Extension), now, firstLeg: 1)
        {
            Root = sending.Root,
            Transfer = sending.Transfer,
            Forwarding = sending.Forwarding,
            LedOn = sending.LedOn,
            Alerted = sending.WasAlerted,
            Application = new ApplicationSeat(queue.Application, whose: null) { Queue = queue.Id },
            Queue = new QueueSeat(queue, now, id) { LedOn = sending.LedOn },
        };
        Begin(call, number, sending.Payer);
        Enter(call, now);
    }

    static Call InQueue(CallId id, Party caller, CallQueue queue, DateTimeOffset now) =>
        new(id, caller, new Party(user: null, queue.Name, queue.Extension), now)
        {
            Application = new ApplicationSeat(queue.Application, whose: null) { Queue = queue.Id },
            Queue = new QueueSeat(queue, now, id),
        };

    /// <summary>It waits from now on, or goes on elsewhere at once.</summary>
    void Enter(Call call, DateTimeOffset now)
    {
        var queue = call.Queue!.Queue;
        if (_waiting.Count(one => one.Queue!.Queue.Id == queue.Id) >= queue.MostWaiting)
        {
            Overflow(call, now);
        }
        else if (
            (!queue.IsClosed && queue.Agents.Any(agent => agent.IsSignedIn))
            || !LeadOn(call, queue.WhenNobody, QueueCallEnd.Overflowed, now)
        )
        {
            _waiting.Add(call);
            BeginScript(call, call.Application!, now);
        }
    }

    /// <summary>It does not wait any longer.</summary>
    void Overflow(Call call, DateTimeOffset now)
    {
        var queue = call.Queue!.Queue;
        if (!LeadOn(call, queue.Overflow, QueueCallEnd.Overflowed, now))
        {
            call.Queue.End = QueueCallEnd.Overflowed;
            Close(call, call.IsConnected ? CallOutcome.Completed : CallOutcome.Busy, now);
        }
    }

    /// <summary>Who waits goes on there, in a call that follows.</summary>
    /// <returns>False: it may not, or cannot, go there; nothing has changed.</returns>
    bool LeadOn(Call call, CallTarget target, QueueCallEnd why, DateTimeOffset now)
    {
        var (seat, number) = (call.Queue!, NumberOf(target));
        var goes =
            target.Kind is CallTargetKind.Application
                ? !_journalFull && TakesCallsOf(target.Application, seat.Queue.Id)
                : number is not null && MayLead(call, number, seat.Queue.ChargedTo, seat.LedOn, now);
        if (call.Caller.Leg is null || !goes)
        {
            return false;
        }

        (seat.End, seat.WentTo) = (why, number ?? target.Application);
        Settle(call); // who calls may be there since this moment
        var next = seat.NextId();
        var sending = new Sending(call.Root, seat.Queue.ChargedTo)
        {
            Transfer = call.IsRinging ? call.Transfer : null,
            WasAlerted = call.Alerted || call.IsConnected,
            LedOn = seat.LedOn + 1,
        };
        call.Transfer = null; // who handed it on is told, and has it back, when it comes to nothing there
        var waiting = call.Caller.Leave();
        Close(call, CallOutcome.Forwarded, now);
        if (number is null)
        {
            SendToApplication(waiting, sending, next, seat.Queue.Extension, Door.For(target.Application!, seat.Queue), now);
        }
        else
        {
            Send(waiting, sending, next, number, now);
        }

        PairAgain(call, next);
        return true;
    }

    /// <summary>Somebody who asks in a queue whether they may hand on a call goes on asking in the call that followed.</summary>
    void PairAgain(Call asked, CallId next)
    {
        if (asked is { ConsultationFor: { } first, Caller.User: { } asking })
        {
            Pair(first, asking, next);
        }
    }

    /// <summary>The waiting call has ended, in whatever way.</summary>
    void Leave(Call call, QueueSeat seat, CallOutcome outcome, DateTimeOffset now)
    {
        _waiting.Remove(call);
        var end = seat.End ?? (outcome is CallOutcome.Interrupted ? QueueCallEnd.Interrupted : QueueCallEnd.Abandoned);
        foreach (var offer in seat.Offers.ToList())
        {
            Withdraw(offer, end is QueueCallEnd.Answered ? LegCause.AnsweredElsewhere : LegCause.Normal, CallOutcome.Cancelled, now);
        }

        Record(new QueueLeft(call.Id.Value, now, seat.Queue.Id, end, seat.Agent?.Value, seat.WentTo));
        _queuesTouched = true;
    }
}
