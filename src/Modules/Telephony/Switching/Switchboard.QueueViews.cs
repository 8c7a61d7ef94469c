using System.Collections.Immutable;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    bool _queuesTouched;
    ImmutableDictionary<Guid, LiveQueue> _queuesTold = ImmutableDictionary<Guid, LiveQueue>.Empty;

    /// <summary>What goes on in all queues.</summary>
    public ImmutableArray<LiveQueue> LiveQueues => [.. _queues.Values.Select(View)];

    LiveQueue View(CallQueue queue) =>
        new(
            queue.Id,
            [.. _waiting.Where(call => call.Queue!.Queue.Id == queue.Id).Select(View)],
            [.. queue.Agents.Select(agent => View(queue, agent))]
        );

    WaitingCall View(Call waiting)
    {
        var caller = waiting.Caller;
        return new WaitingCall(
            waiting.Id.Value,
            caller.Name,
            caller.IsOutside ? Shown(caller.Number) : caller.Number,
            caller.Number,
            caller.IsOutside,
            waiting.Queue!.Since,
            [.. waiting.Queue.Offers.Select(offer => offer.Callee.User!.Value)]
        );
    }

    LiveAgent View(CallQueue queue, QueueAgent agent)
    {
        var state = StateOf(queue, agent);
        DateTimeOffset? since = state switch
        {
            AgentState.Busy => LiveCallsOf(agent.Person).Min(call => call.AnsweredAt ?? call.PlacedAt),
            AgentState.SignedOut => null,
            _ => _agents.GetValueOrDefault(agent.Person)?.IdleSince,
        };
        return new LiveAgent(agent.Person, state, since);
    }

    /// <summary>Agents and supervisors hear that something changed in a queue of theirs.</summary>
    void AnnounceQueues()
    {
        if ((_queues.IsEmpty && _queuesTold.IsEmpty) || (!_queuesTouched && _changed.Count == 0 && _linesChanged.Count == 0))
        {
            return;
        }

        _queuesTouched = false;
        var now = _queues.Values.ToImmutableDictionary(queue => queue.Id, View);
        var readers = _queues
            .Values.Where(queue => !_queuesTold.TryGetValue(queue.Id, out var told) || !IsSame(told, now[queue.Id]))
            .SelectMany(queue => queue.Agents.Select(agent => agent.Person).Concat(queue.Supervisors))
            .ToImmutableHashSet();
        _queuesTold = now;
        if (!readers.IsEmpty)
        {
            _effects.Add(new SwitchboardEffect.Announce([ILiveQueues.Topic], [.. readers]));
        }
    }

    static bool IsSame(LiveQueue one, LiveQueue other) =>
        one.Agents.SequenceEqual(other.Agents)
        && one.Waiting.Length == other.Waiting.Length
        && one.Waiting.Zip(other.Waiting)
            .All(pair => pair.First.Call == pair.Second.Call && pair.First.RingsAt.SequenceEqual(pair.Second.RingsAt));
}
