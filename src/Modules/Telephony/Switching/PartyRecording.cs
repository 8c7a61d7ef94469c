namespace ConnectMe.Telephony.Switching;

/// <summary>The recording that a party of a call makes of their own part of it; it goes with them when the call is handed on.</summary>
internal sealed class PartyRecording(RecordingId id, DateTimeOffset startedAt, TimeSpan limit)
{
    public RecordingId Id => id;

    public DateTimeOffset StartedAt => startedAt;

    public TimeSpan Limit => limit;

    public DateTimeOffset Until => startedAt + limit;

    /// <summary>What is recorded now; null while the user holds the call, or it is on its way to another.</summary>
    public MediaId? Recorded { get; set; }

    /// <summary>By the add-on: it can be paused, and goes on after a crash in another part.</summary>
    public bool IsExtended { get; init; }

    /// <summary>It began by itself, and is not stopped by hand.</summary>
    public bool IsAutomatic { get; init; }

    public bool IsPaused { get; set; }

    /// <summary>What there is of it is kept when it ends.</summary>
    public bool IsKept { get; set; } = true;

    /// <summary>Who was told last that they are recorded.</summary>
    public string? Told { get; set; }

    /// <summary>Counts what a crash divided.</summary>
    public int Part { get; init; }

    /// <summary>Null of one that a crash ends.</summary>
    public RecordingSnapshot? Snapshot => IsExtended ? new RecordingSnapshot(IsAutomatic, IsPaused, IsKept, Told, Part) : null;
}

/// <summary>What is needed to go on recording after a crash.</summary>
[GenerateSerializer, Immutable]
internal sealed record RecordingSnapshot(
    [property: Id(0)] bool IsAutomatic,
    [property: Id(1)] bool IsPaused,
    [property: Id(2)] bool IsKept,
    [property: Id(3)] string? Told,
    [property: Id(4)] int Part
);

/// <summary>What a widget shows of it.</summary>
[GenerateSerializer, Immutable]
internal sealed record RecordingView([property: Id(0)] DateTimeOffset Since, [property: Id(1)] TimeSpan Limit)
{
    /// <summary>It can be paused.</summary>
    [Id(2)]
    public bool IsExtended { get; init; }

    /// <summary>It is kept or not, but not stopped.</summary>
    [Id(3)]
    public bool IsAutomatic { get; init; }

    [Id(4)]
    public bool IsPaused { get; init; }

    [Id(5)]
    public bool IsKept { get; init; } = true;

    public static RecordingView? Of(PartyRecording? recording) =>
        recording is null
            ? null
            : new RecordingView(recording.StartedAt, recording.Limit)
            {
                IsExtended = recording.IsExtended,
                IsAutomatic = recording.IsAutomatic,
                IsPaused = recording.IsPaused,
                IsKept = recording.IsKept,
            };
}
