using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Speaking;
using static ConnectMe.Telephony.Contracts.ScriptInput;

namespace ConnectMe.Voicemail.Features;

/// <summary>
/// Who calls the number of voicemail listens to their messages, the new ones first. The keys are the same from the first word on: 1 again, 2 next, 3 delete,
/// 4 previous, 0 or * says them, # ends.
/// </summary>
internal sealed class ListenByPhone : ICallScript
{
    readonly List<MessageToHear> _messages = [];
    readonly HashSet<Guid> _new = [];
    readonly HashSet<Guid> _heard = [];
    State _state;
    Phrases _say = Phrases.Dutch;
    DateOnly _today;
    int _at = -1;
    PhoneAnswer.Opened? _opened;
    string _pin = "";
    int _wrongPins;
    int _silences;

    public IReadOnlyList<ScriptStep> Handle(ScriptInput input, DateTimeOffset now)
    {
        _silences = input is Pressed ? 0 : _silences;
        // csharpier-ignore
        return (_state, input) switch
        {
            (State.Over, _)                                                            => [],
            (_, HungUp)                                                                => Go(State.Over),
            (_, TimedOut) when NextTimeout is not { } due || now < due                 => [], // of what was waited for before
            (State.Ringing, Begun)                                                     => Go(State.Loading, new ScriptStep.Answer(), new ScriptStep.Do(new PhoneWork.LoadMailbox())),
            (State.Loading, Told { Answer: PhoneAnswer.NoMailbox none })               => Refuse(none),
            (State.Loading, Told { Answer: PhoneAnswer.Mailbox mailbox })              => Enter(mailbox),

            (State.EnteringPin, Played)                                                => Wait(now),
            (State.EnteringPin, Pressed { Key: '#' })                                  => CheckPin(),
            (State.EnteringPin, Pressed { Key: '*' })                                  => AskPin(),
            (State.EnteringPin, Pressed digit)                                         => Take(digit.Key, now),
            (State.EnteringPin, TimedOut)                                              => IsGoneQuiet() ? Leave() : AskPin(),
            (State.CheckingPin, Told { Answer: PhoneAnswer.PinChecked answer })        => Judge(answer.Verdict),

            (State.Counting, Played)                                                   => Announce(0),
            (State.Announcing, Played)                                                 => Open(),
            (State.Opening, Told { Answer: PhoneAnswer.Opened opened })                => Play(opened),
            (State.Playing, Played)                                                    => SayMenu(),
            (State.Removing, Played)                                                   => Announce(_at),
            (State.Choosing, Played)                                                   => Wait(now),
            (State.Choosing, TimedOut)                                                 => IsGoneQuiet() ? Leave() : SayMenu(),
            (State.Removing, Pressed { Key: '#' })                                     => Leave(), // and no other key: it would be about the next message
            (State.Counting or State.Announcing or State.Opening or State.Playing or State.Choosing, Pressed key) => Obey(key.Key),

            (State.Farewell, Played)                                                   => Go(State.Over, new ScriptStep.HangUp()),
            _                                                                          => [],
        };
    }

    public DateTimeOffset? NextTimeout { get; private set; }

    IReadOnlyList<ScriptStep> Obey(char key) =>
        key switch
        {
            '1' => Announce(Math.Clamp(_at, 0, _messages.Count - 1)),
            '2' => Announce(_at + 1),
            '3' when Current is { } deleted => Remove(_say.MessageDeleted, new ScriptStep.Do(new PhoneWork.Delete(deleted.Id))),
            '4' => Announce(Math.Max(_at - 1, 0)),
            '0' or '*' => SayMenu(),
            '#' => Leave(),
            _ => [],
        };

    IReadOnlyList<ScriptStep> Refuse(PhoneAnswer.NoMailbox none)
    {
        _say = Phrases.Of(none.Language);
        return Leave(Phrases.Pause, _say.NoMailbox, Phrases.Pause);
    }

    IReadOnlyList<ScriptStep> Enter(PhoneAnswer.Mailbox mailbox)
    {
        (_say, _today) = (Phrases.Of(mailbox.Language), mailbox.Today);
        _messages.AddRange([.. mailbox.New, .. mailbox.Old]);
        _new.UnionWith(mailbox.New.Select(message => message.Id));
        return mailbox.NeedsPin ? AskPin(Phrases.Pause) : Count();
    }

    IReadOnlyList<ScriptStep> AskPin(params IReadOnlyList<Sound> before)
    {
        _pin = "";
        return Say(State.EnteringPin, [.. before, _say.EnterPin]);
    }

    /// <summary>The first digit ends the question.</summary>
    IReadOnlyList<ScriptStep> Take(char digit, DateTimeOffset now)
    {
        _pin = _pin.Length < LongestPin ? _pin + digit : _pin;
        Wait(now);
        return _pin.Length == 1 ? [new ScriptStep.StopPlaying()] : [];
    }

    IReadOnlyList<ScriptStep> CheckPin() =>
        _pin.Length == 0 ? AskPin() : Go(State.CheckingPin, new ScriptStep.Do(new PhoneWork.CheckPin(_pin)));

    IReadOnlyList<ScriptStep> Judge(PinVerdict verdict) =>
        verdict switch
        {
            PinVerdict.Right => Count(),
            PinVerdict.Locked => Leave(_say.Locked, Phrases.Pause),
            _ when ++_wrongPins == Tries => Leave(_say.WrongPin, Phrases.Pause),
            _ => AskPin(_say.WrongPin, Phrases.Pause),
        };

    IReadOnlyList<ScriptStep> Count()
    {
        var count = _say.Count(_new.Count, _messages.Count - _new.Count);
        return _messages.Count == 0
            ? Leave([Phrases.Pause, .. count, Phrases.Pause])
            : Say(State.Counting, [Phrases.Pause, .. count, Phrases.Pause]);
    }

    /// <summary>The one that is listened to; none before the first and after the last.</summary>
    MessageToHear? Current => _at >= 0 && _at < _messages.Count ? _messages[_at] : null;

    /// <summary>Whose message it is and since when. It is opened only when that was said: who presses keys fast opens nothing.</summary>
    IReadOnlyList<ScriptStep> Announce(int at)
    {
        _at = Math.Min(at, _messages.Count);
        return Current is { } message
            ? Say(State.Announcing, [.. _say.Heading(_new.Contains(message.Id), message.Caller, message.Day, message.Time, _today)])
            : SayMenu(_say.NoMoreMessages, Phrases.Pause);
    }

    IReadOnlyList<ScriptStep> Open() =>
        _opened is { } opened && opened.Id == Current!.Id
            ? Play(opened)
            : Go(State.Opening, new ScriptStep.Do(new PhoneWork.OpenMessage(Current!.Id)));

    IReadOnlyList<ScriptStep> Play(PhoneAnswer.Opened opened)
    {
        if (opened.Id != Current!.Id)
        {
            return []; // asked for before a key led elsewhere
        }

        if (opened.Sound is not { } sound)
        {
            return Remove(_say.MessageGone);
        }

        _opened = opened;
        var steps = Say(State.Playing, sound);
        return _new.Contains(opened.Id) && _heard.Add(opened.Id)
            ? [.. steps, new ScriptStep.Do(new PhoneWork.MarkHeard(opened.Id))]
            : steps;
    }

    IReadOnlyList<ScriptStep> Remove(Sound why, params IReadOnlyList<ScriptStep> steps)
    {
        _messages.RemoveAt(_at);
        _opened = null;
        return _messages.Count == 0
            ? [.. steps, .. Leave(why, Phrases.Pause, _say.NoMoreMessages, Phrases.Pause)]
            : [.. steps, .. Say(State.Removing, why, Phrases.Pause)];
    }

    IReadOnlyList<ScriptStep> SayMenu(params IReadOnlyList<Sound> before) => Say(State.Choosing, [.. before, _say.Menu]);

    IReadOnlyList<ScriptStep> Leave(params IReadOnlyList<Sound> before) => Say(State.Farewell, [.. before, _say.Goodbye]);

    /// <summary>Nothing was pressed, again.</summary>
    bool IsGoneQuiet() => ++_silences == Tries;

    IReadOnlyList<ScriptStep> Wait(DateTimeOffset now)
    {
        NextTimeout = now + Patience;
        return [];
    }

    IReadOnlyList<ScriptStep> Say(State next, params IReadOnlyList<Sound> words) => Go(next, new ScriptStep.Play(words));

    IReadOnlyList<ScriptStep> Go(State next, params IReadOnlyList<ScriptStep> steps)
    {
        (_state, NextTimeout) = (next, null);
        return steps;
    }

    const int Tries = 3;
    const int LongestPin = 20;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    enum State
    {
        Ringing,
        Loading,
        EnteringPin,
        CheckingPin,

        /// <summary>How many there are is said.</summary>
        Counting,

        /// <summary>Whose message it is is said.</summary>
        Announcing,

        Opening,
        Playing,

        /// <summary>That a message is deleted is said, or that it is gone.</summary>
        Removing,

        /// <summary>The keys are said, or one is waited for.</summary>
        Choosing,

        Farewell,
        Over,
    }
}
