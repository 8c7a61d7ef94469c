using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardEffect
{
    /// <summary>
    /// A call has come to an application: its script begins, and says by <see cref="SwitchboardInput.OfScript"/> what it wants. Ends with exactly one
    /// <see cref="TellScript"/> of <see cref="ScriptInput.HungUp"/>.
    /// </summary>
    /// <param name="For">Whose call was led there; null when it, or one of its destinations, was called.</param>
    /// <param name="Queue">In which it waits, or from which it was led here.</param>
    /// <param name="CallerNumber">For people to read, and to dial again; empty when it was hidden.</param>
    /// <param name="Dialled">Empty when the call was led there.</param>
    internal sealed record BeginScript(
        CallId Call,
        CallId Root,
        string Application,
        UserId? For,
        UserId? Caller,
        string CallerName,
        string CallerNumber,
        bool CallerIsOutside,
        DateTimeOffset At,
        Guid? Queue,
        string Dialled
    ) : SwitchboardEffect
    {
        /// <summary>Of the application's destinations the one that was called.</summary>
        public Guid? Destination { get; init; }
    }

    internal sealed record TellScript(CallId Call, ScriptInput What) : SwitchboardEffect;

    /// <summary>Once, from its beginning; <see cref="SwitchboardInput.ClipPlayed"/> says that it was heard. <see cref="StopPlaying"/> ends it before.</summary>
    internal sealed record PlayClip(LegId Leg, MediaId Media, CallId Call, ClipId Clip) : SwitchboardEffect;

    /// <summary>The file that the script asked for is begun; what is in it, and its end, are as of any <see cref="BeginRecording"/>.</summary>
    internal sealed record BeginScriptRecording(CallId Call, RecordingId Recording) : SwitchboardEffect;
}
