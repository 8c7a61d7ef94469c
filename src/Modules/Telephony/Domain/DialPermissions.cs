namespace ConnectMe.Telephony.Domain;

/// <summary>Who may dial what, and how much of it. As safe as it can be until an administrator opens it: own country, no premium numbers.</summary>
/// <param name="StoppedAt">Since when the stop switch is on: no call goes out, whoever dials.</param>
public sealed partial record DialPermissions(Guid Id, DialRules Rules, DateTimeOffset? StoppedAt)
{
    public static DialPermissions Standard { get; } = new(Guid.Empty, new DialRules(), StoppedAt: null);

    public bool IsStopped => StoppedAt is not null;

    public static DialPermissions Create(DialRulesChanged changed) => Standard.Apply(changed);

    public static DialPermissions Create(OutboundCallsStopped stopped) => Standard.Apply(stopped);

    public static DialPermissions Create(OutboundCallsResumed resumed) => Standard.Apply(resumed);

    public DialPermissions Apply(DialRulesChanged changed) => this with { Id = changed.PermissionsId, Rules = changed.Rules };

    public DialPermissions Apply(OutboundCallsStopped stopped) => this with { Id = stopped.PermissionsId, StoppedAt = stopped.At };

    public DialPermissions Apply(OutboundCallsResumed resumed) => this with { Id = resumed.PermissionsId, StoppedAt = null };
}

public sealed record DialRulesChanged(Guid PermissionsId, DialRules Rules);

/// <param name="PersonId">Who turned the switch; null: a cap did.</param>
public sealed record OutboundCallsStopped(Guid PermissionsId, DateTimeOffset At, Guid? PersonId);

public sealed record OutboundCallsResumed(Guid PermissionsId, DateTimeOffset At, Guid PersonId);

/// <summary>Counted for every outbound leg, whatever placed it.</summary>
public sealed record DialRules
{
    /// <summary>Countries that may be called next to the company's own (ISO 3166-1 alpha-2).</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Kinds of numbers that may be called, in every country that is allowed.</summary>
    public IReadOnlyList<CostClass> CostClasses { get; init; } = [CostClass.Fixed, CostClass.Mobile, CostClass.Free];

    /// <summary>Calls out at once, of the whole company.</summary>
    public int ConcurrentCalls { get; init; } = 20;

    public int CallsPerHour { get; init; } = 200;

    public int CallsPerPersonPerHour { get; init; } = 60;

    public int CallsPerDay { get; init; } = 1000;

    /// <summary>Minutes abroad per day, all people together: where fraud costs most.</summary>
    public int MinutesAbroadPerDay { get; init; } = 120;

    /// <summary>How many people may take part in one conference, the initiator included.</summary>
    public int PeopleInConference { get; init; } = 16;

    /// <summary>Null: calls go out day and night. The times are the company's; the lock may span midnight.</summary>
    public NightLock? NightLock { get; init; }

    /// <summary>Who is told when a cap is reached; null: nobody but the page.</summary>
    public string? AlarmMail { get; init; }

    public const int MostCalls = 1_000_000;

    /// <summary>More than these are an audience.</summary>
    public const int MostInConference = 100;
}

/// <summary>Between these times no call goes out.</summary>
public sealed record NightLock(TimeOnly From, TimeOnly Until)
{
    public bool Covers(TimeOnly local) => From <= Until ? local >= From && local < Until : local >= From || local < Until;
}

/// <summary>What a number costs to call, as far as the numbering plan tells.</summary>
public enum CostClass
{
    Fixed,
    Mobile,

    /// <summary>Free for the caller (0800).</summary>
    Free,

    /// <summary>Shared cost and numbers of companies (088, 14 0xx, 085).</summary>
    Shared,

    /// <summary>Premium rate (0900, 0906, 0909, 18xx), and what the plan does not know.</summary>
    Premium,

    /// <summary>Satellite and international networks (+870, +881, +882, +883, +979).</summary>
    Satellite,
}
