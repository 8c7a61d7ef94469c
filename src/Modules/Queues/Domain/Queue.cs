using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Domain;

/// <summary>A queue (ACD group) as administrators set it (A7-01 to A7-04).</summary>
/// <param name="Extension">Internal number, digits only; of no person and no other queue.</param>
public sealed record Queue(Guid Id, string Name, string Extension)
{
    public const int LongestName = 40;

    /// <summary>By which its members listen to the messages of its mailbox (A7-05), digits only; null: only on the page.</summary>
    public string? MailboxNumber { get; init; }

    /// <summary>In the order in which they take turns.</summary>
    public IReadOnlyList<QueueMember> Members { get; init; } = [];

    /// <summary>Who watch over it; they need not be members.</summary>
    public IReadOnlyList<Guid> Supervisors { get; init; } = [];

    public QueueDistribution Distribution { get; init; } = QueueDistribution.LongestIdle;

    /// <summary>How long it rings at an agent.</summary>
    public int RingSeconds { get; init; } = 20;

    /// <summary>How long an agent is left alone after a call.</summary>
    public int WrapUpSeconds { get; init; }

    /// <summary>An agent who did not answer so many calls in a row is paused; 0: never.</summary>
    public int PauseAfter { get; init; }

    /// <summary>Null: as long as they like.</summary>
    public int? LongestWaitSeconds { get; init; }

    /// <summary>Null: any number.</summary>
    public int? MostWaiting { get; init; }

    /// <summary>Where calls go on to that waited too long or are too many.</summary>
    public CallTarget Overflow { get; init; } = CallTarget.Nobody;

    /// <summary>Where calls go when nobody is signed in, or it is closed.</summary>
    public CallTarget WhenNobody { get; init; } = CallTarget.Nobody;

    /// <summary>Takes calls in the company's business hours only.</summary>
    public bool FollowsHours { get; init; }

    /// <summary>Said when somebody comes, of the company's sounds; null: what is shipped. Only when <see cref="Announcements.Greets"/>.</summary>
    public Guid? GreetingId { get; init; }

    /// <summary>Heard between announcements; null: the company's music on hold.</summary>
    public Guid? MusicId { get; init; }

    public Announcements Announcements { get; init; } = Announcements.Usual;

    /// <summary>Over which the live figures count (M13.3-06).</summary>
    public int StatisticsMinutes { get; init; } = 60;

    /// <summary>In whose name calls go on to the telephone network; null: they go to colleagues and mailboxes only.</summary>
    public Guid? ChargedTo { get; init; }

    /// <summary>The agents' part of calls out of it is recorded by itself, as the rules of extended recording say (A9-01).</summary>
    public bool IsRecorded { get; init; }

    public TimeSpan StatisticsPeriod => TimeSpan.FromMinutes(StatisticsMinutes);

    public bool HasMember(Guid person) => Members.Any(member => member.PersonId == person);

    public bool IsWatchedBy(Guid person) => Supervisors.Contains(person);

    /// <summary>Lists have no equality of their own.</summary>
    public bool IsSameAs(Queue other) =>
        this with { Members = [], Supervisors = [] } == other with { Members = [], Supervisors = [] }
        && Members.SequenceEqual(other.Members)
        && Supervisors.SequenceEqual(other.Supervisors);
}
