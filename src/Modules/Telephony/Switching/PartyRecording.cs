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
}

/// <summary>What a widget shows of it.</summary>
[GenerateSerializer, Immutable]
internal sealed record RecordingView([property: Id(0)] DateTimeOffset Since, [property: Id(1)] TimeSpan Limit);
