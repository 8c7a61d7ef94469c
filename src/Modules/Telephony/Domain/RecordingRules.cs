namespace ConnectMe.Telephony.Domain;

/// <summary>How people may record their own calls (A9-01). The limits of the original, five minutes and 10 MB, are only where it begins.</summary>
/// <param name="Limit">How long one recording is at most.</param>
/// <param name="Megabytes">How much room a person's recordings take together.</param>
/// <param name="RetentionDays">After how many days they are deleted; null: never by themselves.</param>
public sealed partial record RecordingRules(Guid Id, TimeSpan Limit, int Megabytes, int? RetentionDays)
{
    public const int MostMinutes = 240;

    public const int MostMegabytes = 10_000;

    public const int MostDays = 3650;

    public static RecordingRules Standard { get; } = new(Guid.Empty, TimeSpan.FromMinutes(5), Megabytes: 10, RetentionDays: 30);

    /// <summary>Of whom an administrator gave extended recording.</summary>
    public ExtendedRecording Extended { get; init; } = ExtendedRecording.Standard;

    public static RecordingRules Create(RecordingRulesChanged changed) => Standard.Apply(changed);

    public static RecordingRules Create(ExtendedRecordingChanged changed) => Standard.Apply(changed);

    public RecordingRules Apply(ExtendedRecordingChanged changed) => this with { Id = changed.RulesId, Extended = changed.Extended };

    public RecordingRules Apply(RecordingRulesChanged changed) =>
        this with
        {
            Id = changed.RulesId,
            Limit = changed.Limit,
            Megabytes = changed.Megabytes,
            RetentionDays = changed.RetentionDays,
        };
}

public sealed record RecordingRulesChanged(Guid RulesId, TimeSpan Limit, int Megabytes, int? RetentionDays);
