using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardEffect
{
    /// <summary>A file is begun; nothing is in it before <see cref="RecordMedia"/>. Ends with exactly one <see cref="EndRecording"/>, also when it ended by itself.</summary>
    /// <param name="Call">The first call of those handed on, under which the call log shows them all.</param>
    /// <param name="OtherName">Of who the user talks with; empty when it is not known.</param>
    /// <param name="OtherNumber">For people to read, and to dial again; empty when it was hidden.</param>
    /// <param name="Room">In bytes.</param>
    internal sealed record BeginRecording(
        RecordingId Recording,
        CallId Call,
        UserId User,
        string OtherName,
        string OtherNumber,
        bool OtherIsOutside,
        DateTimeOffset At,
        TimeSpan Limit,
        long Room
    ) : SwitchboardEffect
    {
        public RecordingKind Kind { get; init; }

        /// <summary><see cref="Room"/> is for all that this person has of this kind: how much of it is left is asked of the disk.</summary>
        public bool IsRoomForAll { get; init; }

        /// <summary>As <see cref="KeepRecording"/>.</summary>
        public bool IsKept { get; init; } = true;

        /// <summary>The queue out of which the call came; null: out of none.</summary>
        public QueueOrigin? OutOf { get; init; }
    }

    /// <summary>When it ends it is kept, or it is not.</summary>
    internal sealed record KeepRecording(RecordingId Recording, bool IsKept) : SwitchboardEffect;

    /// <summary>This leg hears, once, that the other side records the call.</summary>
    internal sealed record SayRecorded(LegId Leg, MediaId Media) : SwitchboardEffect;

    /// <summary>What this media says and hears goes into the recording.</summary>
    internal sealed record RecordMedia(RecordingId Recording, MediaId Media) : SwitchboardEffect;

    /// <summary>No longer: the user holds the call, or talks with another device.</summary>
    internal sealed record PauseRecording(RecordingId Recording, MediaId Media) : SwitchboardEffect;

    internal sealed record EndRecording(RecordingId Recording) : SwitchboardEffect;
}
