using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>What goes on in a company's queues at this moment. The live name <see cref="Topic"/> says that it changed, to agents and supervisors.</summary>
public interface ILiveQueues
{
    const string Topic = "queues";

    Task<LiveQueues> Of(CompanyId company);
}

/// <param name="AsOf">By the clock of the times in it.</param>
public sealed record LiveQueues(ImmutableArray<LiveQueue> Queues, DateTimeOffset AsOf);

/// <param name="Waiting">Who waits longest first.</param>
public sealed record LiveQueue(Guid Queue, ImmutableArray<WaitingCall> Waiting, ImmutableArray<LiveAgent> Agents)
{
    public int SignedIn => Agents.Count(agent => agent.State is not AgentState.SignedOut);

    public int Available => Agents.Count(agent => agent.State is AgentState.Available);
}

/// <param name="Call">To take it by.</param>
/// <param name="Name">Empty when it is not known.</param>
/// <param name="Number">For people to read; empty when it was hidden.</param>
/// <param name="Address">As contacts know it (E.164 or an extension); empty when it was hidden.</param>
/// <param name="RingsAt">The agents at whom it rings now.</param>
public sealed record WaitingCall(
    Guid Call,
    string Name,
    string Number,
    string Address,
    bool IsOutside,
    DateTimeOffset Since,
    ImmutableArray<UserId> RingsAt
);

/// <param name="Since">When that began, as far as the switchboard knows; null: before it started, or they are signed out.</param>
public sealed record LiveAgent(UserId Person, AgentState State, DateTimeOffset? Since);

public enum AgentState
{
    SignedOut,

    /// <summary>Signed in, but did not answer too often.</summary>
    Paused,

    /// <summary>Signed in, but their status pauses the queues.</summary>
    PausedByStatus,

    /// <summary>Signed in, but nothing of theirs can ring.</summary>
    Unreachable,

    /// <summary>Rings, or is in a call of any kind.</summary>
    Busy,
    WrapUp,
    Available,
}
