using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Recordings.Domain;

/// <param name="Call">The first call of those handed on one after another, as the call log knows it.</param>
/// <param name="OtherNumber">For people to read, and to dial again; empty when it was hidden.</param>
/// <param name="Queue">Out of which the call came; null: out of none.</param>
/// <param name="Peaks">How loud it is from beginning to end, 0 to 255.</param>
public sealed record RecordingMade(
    Guid RecordingId,
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
    RecordingKind Kind = RecordingKind.Personal,
    Guid? Queue = null
);

public sealed record RecordingPlayed(Guid RecordingId, Guid By, DateTimeOffset At);

public sealed record RecordingDownloaded(Guid RecordingId, Guid By, DateTimeOffset At);

/// <param name="By">Null: it was as old as the administrator keeps them.</param>
public sealed record RecordingDeleted(Guid RecordingId, Guid? By, DateTimeOffset At);

/// <summary>An administrator has it kept, whatever its age, until they release it.</summary>
public sealed record RecordingHeld(Guid RecordingId, Guid By, DateTimeOffset At);

public sealed record RecordingReleased(Guid RecordingId, Guid By, DateTimeOffset At);

/// <param name="Stars">1 to 5.</param>
public sealed record RecordingRated(Guid RecordingId, Guid By, DateTimeOffset At, int Stars, string Remark);
