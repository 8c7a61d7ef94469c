using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Media.Audio;

namespace ConnectMe.Telephony.Contracts;

/// <summary>
/// What an application does in one call: a pure state machine, as the switchboard is. Time and what happened come in, what is to be done goes out; it
/// does no I/O, reads no clock and waits for nothing. Called by one caller at a time.
/// </summary>
public interface ICallScript
{
    /// <returns>What is to be done, in this order.</returns>
    IReadOnlyList<ScriptStep> Handle(ScriptInput input, DateTimeOffset now);

    /// <summary>When it wants <see cref="ScriptInput.TimedOut"/>; null when it waits for something else.</summary>
    DateTimeOffset? NextTimeout { get; }
}

public abstract record ScriptInput
{
    /// <summary>The first one. Who calls hears ringing until <see cref="ScriptStep.Answer"/>.</summary>
    public sealed record Begun : ScriptInput;

    /// <param name="Key">0-9 * # A-D.</param>
    public sealed record Pressed(char Key) : ScriptInput;

    /// <summary>All that <see cref="ScriptStep.Play"/> asked for was heard. Does not come when it was stopped.</summary>
    public sealed record Played : ScriptInput;

    /// <summary>The recording ended, by itself or because it was asked; its file is closed.</summary>
    /// <param name="Length">Zero when there is no file.</param>
    public sealed record Recorded(Guid Recording, RecordingEnd Why, TimeSpan Length) : ScriptInput;

    /// <summary>What <see cref="ICallApplication.CarryOut"/> gave.</summary>
    public sealed record Told(object Answer) : ScriptInput;

    public sealed record TimedOut : ScriptInput;

    /// <summary>Of a call that waits in a queue: its place there is this one now.</summary>
    /// <param name="Position">1: the next.</param>
    public sealed record Waits(int Position) : ScriptInput;

    /// <summary>It cannot go where <see cref="ScriptStep.SendOn"/> asked last: the call is here still.</summary>
    public sealed record NotSent : ScriptInput;

    /// <summary>Who called has hung up. The last one; a recording that runs is ended by itself.</summary>
    public sealed record HungUp : ScriptInput;
}

public abstract record ScriptStep
{
    public sealed record Answer : ScriptStep;

    /// <summary>Plays these one after another, in place of what plays.</summary>
    public sealed record Play(IReadOnlyList<Sound> Sounds) : ScriptStep;

    public sealed record StopPlaying : ScriptStep;

    /// <summary>Records what the caller says; one at a time.</summary>
    /// <param name="Recording">Never used before.</param>
    /// <param name="MaximumBytes">The file never is longer.</param>
    public sealed record Record(Guid Recording, RecordingFile File, TimeSpan Limit, long MaximumBytes) : ScriptStep;

    public sealed record StopRecording : ScriptStep;

    /// <summary>For <see cref="ICallApplication.CarryOut"/>; one at a time, in their order.</summary>
    public sealed record Do(object Work) : ScriptStep;

    /// <summary>Leads the call on, in place of the script: it is told <see cref="ScriptInput.HungUp"/> when it went, and <see cref="ScriptInput.NotSent"/> when it cannot go there.</summary>
    public sealed record SendOn(CallTarget Target) : ScriptStep
    {
        /// <summary>In whose name it goes on to the telephone network; null: nowhere there. Of a call in a queue the queue says so.</summary>
        public UserId? ChargedTo { get; init; }
    }

    /// <summary>Ends the call, once all that came before is done.</summary>
    public sealed record HangUp : ScriptStep;
}
