using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>A queue (ACD group) as the switchboard follows it: who waits in it hears its application until an agent is free.</summary>
/// <param name="Id">Never used for another queue.</param>
/// <param name="Extension">By which people of the company call it, and hand calls on to it.</param>
public sealed record CallQueue(Guid Id, string Name, string Extension)
{
    /// <summary>Its members, signed in or not; in the order in which they take turns.</summary>
    public ImmutableArray<QueueAgent> Agents { get; init; } = [];

    /// <summary>Who may take calls out of it and see it besides its agents.</summary>
    public ImmutableArray<UserId> Supervisors { get; init; } = [];

    public QueueDistribution Distribution { get; init; } = QueueDistribution.LongestIdle;

    /// <summary>How long a call rings at an agent before the next one.</summary>
    public TimeSpan RingTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an agent is left alone after a call out of a queue.</summary>
    public TimeSpan WrapUp { get; init; }

    /// <summary>An agent who did not answer so many calls in a row is paused; 0: never.</summary>
    public int PauseAfter { get; init; }

    /// <summary>After which a caller goes on to <see cref="Overflow"/>; null: never.</summary>
    public TimeSpan? LongestWait { get; init; }

    /// <summary>So many wait at most, the next goes on to <see cref="Overflow"/>; null: any number.</summary>
    public int? MostWaiting { get; init; }

    /// <summary>Where calls go on to that waited too long or are too many. <see cref="CallTargetKind.Application"/>: to the group's own.</summary>
    public CallTarget Overflow { get; init; } = CallTarget.Nobody;

    /// <summary>Where calls go at once when nobody is signed in, or the queue is closed; <see cref="CallTargetKind.Nobody"/>: they wait.</summary>
    public CallTarget WhenNobody { get; init; } = CallTarget.Nobody;

    /// <summary>The queue takes no calls now: it is outside its hours.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Name of the <see cref="ICallApplication"/> that who waits hears.</summary>
    public required string Application { get; init; }

    /// <summary>What who waits hears between announcements, of <see cref="ICompanySounds"/>; null: the company's music on hold.</summary>
    public Guid? Music { get; init; }

    /// <summary>What agents talk in calls out of it is recorded by itself, whatever their own rights.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>In whose name calls that go on to the telephone network are placed, and counted; null: they go nowhere outside.</summary>
    public UserId? ChargedTo { get; init; }
}

/// <param name="Skill">1 to 10.</param>
/// <param name="IsPaused">Signed in, and gets no calls until they sign in again.</param>
public sealed record QueueAgent(UserId Person, int Skill, bool IsSignedIn, bool IsPaused = false);

/// <summary>Which of the free agents a call rings at.</summary>
public enum QueueDistribution
{
    /// <summary>Who had no call out of a queue for the longest time.</summary>
    LongestIdle,

    /// <summary>The next in the order of <see cref="CallQueue.Agents"/> after the last one.</summary>
    RoundRobin,

    /// <summary>All at once; the first who answers has it.</summary>
    RingAll,

    /// <summary>The highest <see cref="QueueAgent.Skill"/>; of those alike who is idle longest.</summary>
    HighestSkill,
}
