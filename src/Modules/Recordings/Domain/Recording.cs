using ConnectMe.Telephony.Contracts;

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
    public RecordingKind Kind { get; init; }

    /// <summary>Out of which the call came; null: out of none.</summary>
    public Guid? Queue { get; init; }

    /// <summary>An administrator has it kept: neither its age nor its owner deletes it.</summary>
    public bool IsOnHold { get; init; }

    /// <summary>The last of each who rated it, in the order of time.</summary>
    public IReadOnlyList<RecordingRating> Ratings { get; init; } = [];

    public bool IsOwnedBy(Guid person) => OwnerId == person && DeletedAt is null;

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
        )
        {
            Kind = made.Kind,
            Queue = made.Queue,
        };

    public Recording Apply(RecordingPlayed played) => Used(RecordingUseKind.Played, played.By, played.At);

    public Recording Apply(RecordingDownloaded downloaded) => Used(RecordingUseKind.Downloaded, downloaded.By, downloaded.At);

    public Recording Apply(RecordingDeleted deleted) =>
        Used(RecordingUseKind.Deleted, deleted.By, deleted.At) with
        {
            DeletedAt = deleted.At,
        };

    public Recording Apply(RecordingHeld held) => Used(RecordingUseKind.Held, held.By, held.At) with { IsOnHold = true };

    public Recording Apply(RecordingReleased released) =>
        Used(RecordingUseKind.Released, released.By, released.At) with
        {
            IsOnHold = false,
        };

    public Recording Apply(RecordingRated rated) =>
        Used(RecordingUseKind.Rated, rated.By, rated.At) with
        {
            Ratings =
            [
                .. Ratings.Where(rating => rating.By != rated.By),
                new RecordingRating(rated.By, rated.At, rated.Stars, rated.Remark),
            ],
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
    Held,
    Released,
    Rated,
}

/// <param name="Stars">1 to 5.</param>
public sealed record RecordingRating(Guid By, DateTimeOffset At, int Stars, string Remark);
