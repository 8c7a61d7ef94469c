using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Switching;

/// <summary>The place of a call that waits in a queue.</summary>
/// <param name="last">The call itself, or the last that was made of it.</param>
internal sealed class QueueSeat(CallQueue queue, DateTimeOffset since, CallId last)
{
    public CallId Last { get; private set; } = last;

    /// <summary>As it is set now; as it was last when it is no more.</summary>
    public CallQueue Queue { get; set; } = queue;

    public DateTimeOffset Since => since;

    /// <summary>Where it rings: one call for each agent.</summary>
    public List<Call> Offers { get; } = [];

    /// <summary>Agents who did not take it, and until when it does not ring there again.</summary>
    public Dictionary<UserId, DateTimeOffset> Resting { get; } = [];

    /// <summary>As its application was last told; 0: not yet.</summary>
    public int Position { get; set; }

    /// <summary>How often it was led on from a queue until it came here.</summary>
    public int LedOn { get; init; }

    /// <summary>Set just before it leaves, when the caller did not give up.</summary>
    public QueueCallEnd? End { get; set; }

    /// <summary>Who took it.</summary>
    public UserId? Agent { get; set; }

    public string? WentTo { get; set; }

    /// <summary>What rings may go on to be answered, then it has waited long enough.</summary>
    public DateTimeOffset? Until => Offers.Count == 0 ? since + Queue.LongestWait : null;

    /// <summary>Of a call that comes of this one.</summary>
    public CallId NextId() => Last = Last.Following();
}

/// <summary>Where a conversation with an agent comes from.</summary>
/// <param name="Waiting">The call that waited.</param>
[GenerateSerializer, Immutable]
internal sealed record QueueOrigin([property: Id(0)] Guid Queue, [property: Id(1)] string Name, [property: Id(2)] CallId Waiting);

/// <summary>What the switchboard knows of somebody who takes calls out of queues.</summary>
internal sealed class AgentMemory
{
    /// <summary>When their last call out of a queue ended, or they signed in.</summary>
    public DateTimeOffset? IdleSince { get; set; }

    public DateTimeOffset? WrapUpUntil { get; set; }

    /// <summary>Calls in a row that they did not answer.</summary>
    public int Unanswered { get; set; }

    /// <summary>The queue that has paused them, until what keeps queues says so too.</summary>
    public HashSet<Guid> Paused { get; } = [];
}
