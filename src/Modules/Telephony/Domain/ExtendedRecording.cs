namespace ConnectMe.Telephony.Domain;

/// <summary>How calls are recorded of whom an administrator gave extended recording, the add-on (A9-01). Its limits are its own, beside those of <see cref="RecordingRules"/>.</summary>
/// <param name="IsAutomatic">From the answer, by itself; else when the person starts it.</param>
/// <param name="IsKeptUnlessRefused">What was recorded by itself is kept unless the person says otherwise; else only when they say so.</param>
/// <param name="IsAnnounced">The other side is told when it begins.</param>
/// <param name="Limit">How long one recording is at most.</param>
/// <param name="Megabytes">How much room a person's extended recordings take together.</param>
/// <param name="RetentionDays">After how many days they are deleted; null: never by themselves.</param>
public sealed record ExtendedRecording(
    bool IsAutomatic,
    bool IsKeptUnlessRefused,
    bool IsAnnounced,
    TimeSpan Limit,
    int Megabytes,
    int? RetentionDays
)
{
    public const int MostMinutes = 600;

    public const int MostMegabytes = 100_000;

    /// <summary>Where recordings are played elsewhere, over https; null: nowhere else.</summary>
    public Uri? Portal { get; init; }

    /// <summary>The menu leads there at once, not to the list.</summary>
    public bool OpensPortal { get; init; }

    /// <summary>Who may listen to the extended recordings of others.</summary>
    public IReadOnlyList<Guid> Listeners { get; init; } = [];

    public static ExtendedRecording Standard { get; } =
        new(IsAutomatic: true, IsKeptUnlessRefused: true, IsAnnounced: true, TimeSpan.FromHours(4), Megabytes: 2000, RetentionDays: 365);
}

public sealed record ExtendedRecordingChanged(Guid RulesId, ExtendedRecording Extended);
