using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    [GenerateSerializer, Immutable]
    internal abstract record OfRecording : SwitchboardInput;

    /// <summary>The user's own part of the call is recorded from now on: what they say and hear (M12.1-02).</summary>
    /// <param name="Room">Bytes that this user's recordings may still take.</param>
    [GenerateSerializer, Immutable]
    internal sealed record StartRecording(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] RecordingId Recording,
        [property: Id(3)] long Room
    ) : OfRecording;

    [GenerateSerializer, Immutable]
    internal sealed record StopRecording([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : OfRecording;

    /// <summary>What is said from now on is left out, or is in it again: only of an extended recording.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record PauseRecording([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] bool On)
        : OfRecording;

    /// <summary>What an extended recording holds is kept when it ends, or not.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record KeepRecording([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] bool IsKept)
        : OfRecording;

    /// <summary>There is nowhere to record to: the user is told.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record RefuseRecording([property: Id(0)] UserId User, [property: Id(1)] RecordingFault Why) : OfRecording;

    /// <summary>A recording ended by itself. What there is of it is kept, and the call goes on.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record RecordingEnded([property: Id(0)] RecordingId Recording, [property: Id(1)] RecordingFault Why) : OfRecording;
}

/// <summary>Why something is not recorded, or no longer.</summary>
internal enum RecordingFault
{
    /// <summary>As long as one may be.</summary>
    TooLong,

    /// <summary>The user's recordings take as much room as they may.</summary>
    NoRoomLeft,

    /// <summary>The server's disk is full, or as full as it may be.</summary>
    DiskFull,

    /// <summary>Something else; the log says what.</summary>
    Failed,
}
