namespace ConnectMe.Recordings.Domain;

/// <summary>A recording and all that was done with it; of a deleted one that is what remains (A9-02).</summary>
/// <param name="Uses">In the order of time.</param>
public sealed partial record Recording(
    Guid Id,
    Guid OwnerId,
    Guid Call,
    string OtherName,
    string OtherNumber,
    bool OtherIsOutside,
    DateTimeOffset StartedAt,
    TimeSpan Length,
    long Bytes,
    bool ReachedLimit,
    IReadOnlyList<byte> Peaks,
    IReadOnlyList<RecordingUse> Uses,
    DateTimeOffset? DeletedAt
)
{
    public bool IsHeldBy(Guid person) => OwnerId == person && DeletedAt is null;

    public static Recording Create(RecordingMade made) =>
        new(
            made.RecordingId,
            made.OwnerId,
            made.Call,
            made.OtherName,
            made.OtherNumber,
            made.OtherIsOutside,
            made.StartedAt,
            made.Length,
            made.Bytes,
            made.ReachedLimit,
            made.Peaks,
            Uses: [],
            DeletedAt: null
        );

    public Recording Apply(RecordingPlayed played) => Used(RecordingUseKind.Played, played.By, played.At);

    public Recording Apply(RecordingDownloaded downloaded) => Used(RecordingUseKind.Downloaded, downloaded.By, downloaded.At);

    public Recording Apply(RecordingDeleted deleted) =>
        Used(RecordingUseKind.Deleted, deleted.By, deleted.At) with
        {
            DeletedAt = deleted.At,
        };

    Recording Used(RecordingUseKind kind, Guid? by, DateTimeOffset at) => this with { Uses = [.. Uses, new RecordingUse(kind, by, at)] };
}

/// <param name="By">Null: nobody, it was too old.</param>
public sealed record RecordingUse(RecordingUseKind Kind, Guid? By, DateTimeOffset At);

public enum RecordingUseKind
{
    Played,
    Downloaded,
    Deleted,
}
