using ConnectMe.Media;
using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Speaking;
using static ConnectMe.Telephony.Contracts.ScriptInput;

namespace ConnectMe.Voicemail.Features;

/// <param name="Say">In the language of whose mailbox it is.</param>
/// <param name="Greeting">Their own, or <see cref="Phrases.Greeting"/>.</param>
/// <param name="Recording">Never used before.</param>
/// <param name="MaximumBytes">What their messages may still take; zero or less: the mailbox is full, and nothing is recorded.</param>
internal sealed record MessageTerms(Phrases Say, Sound Greeting, Guid Recording, RecordingFile File, TimeSpan Longest, long MaximumBytes);

/// <summary>
/// Who calls leaves a message: hears the greeting and the beep and is recorded until they press #, hang up, or it is as long as it may be.
/// A key is never needed: # or * goes past the greeting, # ends the message with a word that it is kept.
/// </summary>
internal sealed class LeaveMessage(MessageTerms terms) : ICallScript
{
    State _state;

    public IReadOnlyList<ScriptStep> Handle(ScriptInput input, DateTimeOffset now) =>
        // csharpier-ignore
        (_state, input) switch
        {
            (State.Over, _) => [],
            (_, HungUp) => Go(State.Over), // what is recorded until now ends by itself
            (State.Ringing, Begun) when terms.MaximumBytes <= 0 =>
            [
                new ScriptStep.Answer(),
                .. Leave(terms.Greeting, Phrases.Pause, terms.Say.MailboxFull),
            ],
            (State.Ringing, Begun) => [new ScriptStep.Answer(), .. Say(State.Greeting, terms.Greeting)],
            (State.Greeting, Played) => Say(State.Beep, ToneGenerator.Beep),
            (State.Greeting, Pressed { Key: '#' or '*' }) => Say(State.Beep, ToneGenerator.Beep),
            (State.Beep, Played) => Go(
                State.Recording,
                new ScriptStep.Record(terms.Recording, terms.File, terms.Longest, terms.MaximumBytes)
            ),
            (State.Recording, Pressed { Key: '#' }) => Go(State.Stopping, new ScriptStep.StopRecording()),
            (State.Recording or State.Stopping, Recorded ended) => Thank(ended),
            (State.Farewell, Played) => Go(State.Over, new ScriptStep.HangUp()),
            _ => [],
        };

    /// <summary>It never waits for the clock: media says when all was played, and when the recording is long enough.</summary>
    public DateTimeOffset? NextTimeout => null;

    /// <summary>What is shorter is no message: whoever hung up at the beep said nothing.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    IReadOnlyList<ScriptStep> Thank(Recorded ended) =>
        ended switch
        {
            _ when ended.Recording != terms.Recording => [],
            { Length: var length } when length < Shortest => Leave(terms.Say.NothingRecorded),
            { Why: RecordingEnd.TooLong or RecordingEnd.TooLarge } => Leave(terms.Say.LongestReached, Phrases.Pause, terms.Say.Saved),
            _ => Leave(terms.Say.Saved), // on a full disk too: what was said until then is whole
        };

    IReadOnlyList<ScriptStep> Leave(params IReadOnlyList<Sound> words) => Say(State.Farewell, [.. words, Phrases.Pause, terms.Say.Goodbye]);

    IReadOnlyList<ScriptStep> Say(State next, params IReadOnlyList<Sound> words) => Go(next, new ScriptStep.Play(words));

    IReadOnlyList<ScriptStep> Go(State next, params IReadOnlyList<ScriptStep> steps)
    {
        _state = next;
        return steps;
    }

    enum State
    {
        Ringing,
        Greeting,
        Beep,
        Recording,

        /// <summary># was pressed; the file is being closed.</summary>
        Stopping,

        Farewell,
        Over,
    }
}
