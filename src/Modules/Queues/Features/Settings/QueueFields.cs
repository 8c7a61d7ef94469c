using System.Globalization;
using ConnectMe.Queues.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Features;

/// <summary>A queue as an administrator fills it in.</summary>
internal sealed record QueueFields
{
    public string? Name { get; init; }
    public string? Extension { get; init; }

    /// <summary>Empty: its messages are heard on the page only.</summary>
    public string? MailboxNumber { get; init; }

    /// <summary>Of each agent of the company; null: they are not in it.</summary>
    public IDictionary<Guid, int?>? Skills { get; init; }
    public IReadOnlyList<Guid>? Supervisors { get; init; }
    public QueueDistribution? Distribution { get; init; }
    public int? RingSeconds { get; init; }
    public int? WrapUpSeconds { get; init; }
    public int? PauseAfter { get; init; }
    public int? StatisticsMinutes { get; init; }
    public bool Greets { get; init; }
    public Guid? Greeting { get; init; }
    public Guid? Music { get; init; }
    public bool Position { get; init; }
    public bool ExpectedWait { get; init; }
    public int? EverySeconds { get; init; }
    public bool OffersVoicemail { get; init; }

    /// <summary>"3:00"; empty: as long as they like.</summary>
    public string? LongestWait { get; init; }

    /// <summary>Empty: any number.</summary>
    public int? MostWaiting { get; init; }
    public TargetFields Overflow { get; init; } = new();
    public TargetFields WhenNobody { get; init; } = new();
    public QueueOpening? Opening { get; init; }
    public Guid? ChargedTo { get; init; }
    public bool IsRecorded { get; init; }

    public static QueueFields New { get; } = Of(new Queue(Guid.Empty, "", "") { WrapUpSeconds = 20, PauseAfter = 3 });

    /// <summary>Minutes over which figures can count.</summary>
    public static IReadOnlyList<int> Periods { get; } = [15, 60, 240, 1440];

    public static QueueFields Of(Queue queue) =>
        new()
        {
            Name = queue.Name,
            Extension = queue.Extension,
            MailboxNumber = queue.MailboxNumber,
            Skills = queue.Members.ToDictionary(member => member.PersonId, member => (int?)member.Skill),
            Supervisors = queue.Supervisors,
            Distribution = queue.Distribution,
            RingSeconds = queue.RingSeconds,
            WrapUpSeconds = queue.WrapUpSeconds,
            PauseAfter = queue.PauseAfter,
            StatisticsMinutes = queue.StatisticsMinutes,
            Greets = queue.Announcements.Greets,
            Greeting = queue.GreetingId,
            Music = queue.MusicId,
            Position = queue.Announcements.Position,
            ExpectedWait = queue.Announcements.ExpectedWait,
            EverySeconds = queue.Announcements.EverySeconds,
            OffersVoicemail = queue.Announcements.OffersVoicemail,
            LongestWait = queue.LongestWaitSeconds is { } seconds ? Written(seconds) : null,
            MostWaiting = queue.MostWaiting,
            Overflow = TargetFields.Of(queue.Overflow),
            WhenNobody = TargetFields.Of(queue.WhenNobody),
            Opening = queue.FollowsHours ? QueueOpening.Hours : QueueOpening.Always,
            ChargedTo = queue.ChargedTo,
            IsRecorded = queue.IsRecorded,
        };

    /// <param name="turns">Those who are agents, in the order in which they take turns.</param>
    public Queue ToQueue(Guid id, IEnumerable<Guid> turns) =>
        new(id, Name!.Trim(), Extension!.Trim())
        {
            MailboxNumber = string.IsNullOrWhiteSpace(MailboxNumber) ? null : MailboxNumber.Trim(),
            Members =
            [
                .. turns
                    .Select(agent => (agent, skill: SkillOf(agent)))
                    .Where(of => of.skill is not null)
                    .Select(of => new QueueMember(of.agent, of.skill!.Value)),
            ],
            Supervisors = Supervisors ?? [],
            Distribution = Distribution!.Value,
            RingSeconds = RingSeconds!.Value,
            WrapUpSeconds = WrapUpSeconds!.Value,
            PauseAfter = PauseAfter!.Value,
            StatisticsMinutes = StatisticsMinutes!.Value,
            Announcements = new Announcements(Greets, Position, ExpectedWait, EverySeconds!.Value, OffersVoicemail),
            GreetingId = Greeting,
            MusicId = Music,
            LongestWaitSeconds = string.IsNullOrWhiteSpace(LongestWait) ? null : SecondsOf(LongestWait),
            MostWaiting = MostWaiting,
            Overflow = Overflow.ToTarget(),
            WhenNobody = WhenNobody.ToTarget(),
            FollowsHours = Opening is QueueOpening.Hours,
            ChargedTo = ChargedTo,
            IsRecorded = IsRecorded,
        };

    public int? SkillOf(Guid agent) => Skills is { } skills && skills.TryGetValue(agent, out var skill) ? skill : null;

    /// <summary>"3:00" as seconds, or "180"; null: it is neither.</summary>
    public static int? SecondsOf(string typed)
    {
        var parts = typed.Trim().Split(':');
        return parts switch
        {
            [var minutes, { Length: 2 } seconds] when Number(minutes) is { } m && Number(seconds) is < 60 and { } s => m * 60 + s,
            [var seconds] => Number(seconds),
            _ => null,
        };
    }

    public static string Written(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    static int? Number(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostSeconds ? number : null;

    const int MostSeconds = 100_000;
}

internal enum QueueOpening
{
    Always,

    /// <summary>Of the company.</summary>
    Hours,
}
