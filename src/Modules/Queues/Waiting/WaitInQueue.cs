using System.Globalization;
using ConnectMe.Media.Audio;
using ConnectMe.Queues.Domain;
using ConnectMe.Telephony.Contracts;
using static ConnectMe.Telephony.Contracts.ScriptInput;

namespace ConnectMe.Queues.Waiting;

/// <param name="Greeting">The queue's own; null: the phrase that is shipped.</param>
/// <param name="OnKey">Where a key leads; null: keys do nothing.</param>
internal sealed record WaitTerms(PhraseBook Say, Announcements Announcements, CallTarget? OnKey, Sound? Greeting = null);

/// <summary>How long the one at this place will have to wait: asked of the application, which answers by <see cref="ExpectedWait"/>.</summary>
internal sealed record EstimateWait(int Position);

/// <param name="Minutes">Null: that cannot be told.</param>
internal sealed record ExpectedWait(int? Minutes);

/// <summary>
/// What who waits in a queue hears (A7-03): a greeting, then their place and how long it may take, again and again; between that music, which the switchboard
/// plays where a script is silent. The call leaves it when an agent takes it, wherever it is.
/// </summary>
internal sealed class WaitInQueue(WaitTerms terms) : ICallScript
{
    /// <summary>The key by which a message is left.</summary>
    public const char LeaveMessage = '1';

    const int MostSpoken = 10;

    int _position = 1;
    bool _isOver;

    public DateTimeOffset? NextTimeout { get; private set; }

    public IReadOnlyList<ScriptStep> Handle(ScriptInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case HungUp:
                (_isOver, NextTimeout) = (true, null);
                return [];
            case Waits waits:
                _position = waits.Position;
                return [];
            case Begun when terms.Announcements.Greets:
                return [new ScriptStep.Answer(), Greet()];
            case Begun:
                return [new ScriptStep.Answer(), .. Announce()];
            case Played when !_isAnnounced:
                return Announce();
            case Played:
                NextTimeout = terms.Announcements.EverySeconds > 0 && HasNews ? now.AddSeconds(terms.Announcements.EverySeconds) : null;
                return [];
            case TimedOut when !_isOver:
                NextTimeout = null;
                return Announce();
            case Told { Answer: ExpectedWait { Minutes: var minutes } } when !_isOver:
                return [Speak([.. Place, .. Wait(minutes), .. Offer])];
            case Pressed { Key: LeaveMessage } when terms.OnKey is { } target:
                return [new ScriptStep.SendOn(target)];
            default:
                return [];
        }
    }

    bool _isAnnounced;

    bool HasNews => terms.Announcements is { Position: true } or { ExpectedWait: true } || terms.OnKey is not null;

    IReadOnlyList<ScriptStep> Announce()
    {
        _isAnnounced = true;
        return !HasNews ? []
            : terms.Announcements.ExpectedWait ? [new ScriptStep.Do(new EstimateWait(_position))]
            : [Speak([.. Place, .. Offer])];
    }

    ScriptStep.Play Greet() => terms.Greeting is { } own ? new([PhraseBook.Pause, own]) : Speak(["welcome"]);

    ScriptStep.Play Speak(IEnumerable<string> phrases) =>
        new([.. phrases.SelectMany(phrase => new[] { PhraseBook.Pause, terms.Say[phrase] })]);

    IEnumerable<string> Place =>
        !terms.Announcements.Position ? []
        : _position <= 1 ? ["next"]
        : [Spoken("ahead", _position - 1)];

    static IEnumerable<string> Wait(int? minutes) => minutes is { } known ? [Spoken("wait", Math.Max(1, known))] : [];

    IEnumerable<string> Offer => terms.OnKey is null ? [] : ["leave-message"];

    static string Spoken(string what, int number) =>
        number > MostSpoken ? $"{what}-many" : string.Create(CultureInfo.InvariantCulture, $"{what}-{number}");
}
