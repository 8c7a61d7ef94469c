using ConnectMe.Kernel;

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
    ) : SwitchboardEffect;

    /// <summary>What this media says and hears goes into the recording.</summary>
    internal sealed record RecordMedia(RecordingId Recording, MediaId Media) : SwitchboardEffect;

    /// <summary>No longer: the user holds the call, or talks with another device.</summary>
    internal sealed record PauseRecording(RecordingId Recording, MediaId Media) : SwitchboardEffect;

    internal sealed record EndRecording(RecordingId Recording) : SwitchboardEffect;
}
