using ConnectMe.Kernel;
using ConnectMe.Media.Audio;
using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;
using static ConnectMe.Telephony.Contracts.ScriptInput;

namespace ConnectMe.Menus.Answering;

/// <summary>
/// Who calls a menu or a time condition (A11-03): goes where the hour and their keys lead, from one to the next, until that is somewhere else. Of a time condition they hear nothing; a menu
/// answers, greets, and waits for a key. Who knows an extension may dial it where the menu says so.
/// </summary>
internal sealed class WalkMenus(MenuTerms terms, Guid start) : ICallScript
{
    /// <summary>How long the next digit of an extension is waited for.</summary>
    public static readonly TimeSpan BetweenDigits = TimeSpan.FromSeconds(3);

    /// <summary>What leads from one to the next so often without a key is going round; saving refuses it.</summary>
    const int MostSteps = 20;

    /// <summary>Nobody needs so many keys; whoever presses on is a machine.</summary>
    const int MostKeys = 200;

    State _state;
    Menu? _menu;
    Guid? _payer;
    bool _isAnswered;
    string _dialled = "";
    int _missed;
    int _keys;

    public DateTimeOffset? NextTimeout { get; private set; }

    public IReadOnlyList<ScriptStep> Handle(ScriptInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case HungUp:
                return Be(State.Over);
            case Begun:
                return Go(CompanyMenus.Target(start), now);
            case Told { Answer: Greeting greeting } when _state is State.Reading && greeting.Id == _menu!.GreetingId:
                return Greet(greeting.Sound);
            case Played when _state is State.Greeting:
                NextTimeout = now.AddSeconds(_menu!.Seconds);
                return Be(State.Listening, keepsTime: true);
            case Played when _state is State.Wrong:
                return Begin();
            case Played when _state is State.Farewell:
                return Be(State.Over, new ScriptStep.HangUp());
            case Played when _state is State.Excuse:
                return _menu is null ? Be(State.Over, new ScriptStep.HangUp()) : Miss(now);
            case Pressed { Key: var key }
                when _state is State.Reading or State.Greeting or State.Listening or State.Dialling or State.Wrong:
                return Press(key, now);
            case TimedOut when _state is State.Listening:
                return Miss(now);
            case TimedOut when _state is State.Dialling:
                return TakeDialled(now);
            case NotSent when _state is State.Sent:
                return _isAnswered ? Say(State.Excuse, "not-possible") : Be(State.Over, new ScriptStep.HangUp());
            default:
                return [];
        }
    }

    IReadOnlyList<ScriptStep> Go(CallTarget target, DateTimeOffset now)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var inside = terms.All.Inside(target);
            if (inside is { } id && terms.All.FindCondition(id) is { } condition)
            {
                (_payer, target) = (condition.ChargedTo, condition.To(terms.PartAt(condition, now)));
            }
            else if (inside is { } of && terms.All.FindMenu(of) is { } menu)
            {
                _payer = menu.ChargedTo;
                if (menu.WhenClosed is not { } elsewhere || terms.HoursAt(now).IsOpen)
                {
                    return Open(menu);
                }

                target = elsewhere;
            }
            else if (target.Kind is CallTargetKind.Nobody or CallTargetKind.Busy)
            {
                return Leave();
            }
            else
            {
                return Be(
                    State.Sent,
                    [
                        new ScriptStep.StopPlaying(),
                        new ScriptStep.SendOn(target) { ChargedTo = _payer is { } payer ? new UserId(payer) : null },
                    ]
                );
            }
        }

        return Leave();
    }

    IReadOnlyList<ScriptStep> Open(Menu menu)
    {
        (_menu, _missed) = (menu, 0);
        IReadOnlyList<ScriptStep> answer = _isAnswered ? [] : [new ScriptStep.Answer()];
        _isAnswered = true;
        return [.. answer, .. Begin()];
    }

    /// <summary>From the beginning of the menu that they are in.</summary>
    IReadOnlyList<ScriptStep> Begin() =>
        _menu!.GreetingId is { } id
            ? Be(State.Reading, [new ScriptStep.StopPlaying(), new ScriptStep.Do(new ReadGreeting(id))])
            : Greet(greeting: null);

    IReadOnlyList<ScriptStep> Greet(Sound? greeting) =>
        greeting is not null ? Be(State.Greeting, new ScriptStep.Play([PhraseBook.Pause, greeting]))
        : _menu!.TakesExtensions ? Say(State.Greeting, "choose", "or-extension")
        : Say(State.Greeting, "choose");

    IReadOnlyList<ScriptStep> Press(char key, DateTimeOffset now)
    {
        if (++_keys > MostKeys)
        {
            return Leave();
        }

        _dialled += key;
        if (_menu!.TakesExtensions && terms.Extensions.Keys.Any(known => known.StartsWith(_dialled, StringComparison.Ordinal)))
        {
            var isWhole = terms.Extensions.ContainsKey(_dialled);
            if (
                isWhole
                && !terms.Extensions.Keys.Any(known =>
                    known.Length > _dialled.Length && known.StartsWith(_dialled, StringComparison.Ordinal)
                )
            )
            {
                return TakeDialled(now);
            }

            NextTimeout = now + BetweenDigits;
            return Be(State.Dialling, keepsTime: true, new ScriptStep.StopPlaying());
        }

        return TakeDialled(now);
    }

    /// <summary>An extension, or else the key of the menu that it is.</summary>
    IReadOnlyList<ScriptStep> TakeDialled(DateTimeOffset now)
    {
        var dialled = _dialled;
        _dialled = "";
        var target =
            _menu!.TakesExtensions && terms.Extensions.TryGetValue(dialled, out var extension) ? extension
            : dialled is [var key] ? _menu.To(key)
            : null;
        return target is not null ? Go(target, now)
            : ++_missed > _menu.Repeats ? Go(_menu.Otherwise, now)
            : Say(State.Wrong, "wrong");
    }

    /// <summary>Nothing was chosen.</summary>
    IReadOnlyList<ScriptStep> Miss(DateTimeOffset now) => ++_missed > _menu!.Repeats ? Go(_menu.Otherwise, now) : Begin();

    IReadOnlyList<ScriptStep> Leave() => _isAnswered ? Say(State.Farewell, "goodbye") : Be(State.Over, new ScriptStep.HangUp());

    IReadOnlyList<ScriptStep> Say(State next, params IEnumerable<string> phrases) =>
        Be(next, new ScriptStep.Play([.. phrases.SelectMany(phrase => new[] { PhraseBook.Pause, terms.Say[phrase] })]));

    IReadOnlyList<ScriptStep> Be(State next, params IReadOnlyList<ScriptStep> steps) => Be(next, keepsTime: false, steps);

    IReadOnlyList<ScriptStep> Be(State next, bool keepsTime, params IReadOnlyList<ScriptStep> steps)
    {
        _state = next;
        NextTimeout = keepsTime ? NextTimeout : null;
        return steps;
    }

    enum State
    {
        Ringing,

        /// <summary>The greeting is being read.</summary>
        Reading,
        Greeting,

        /// <summary>For a key.</summary>
        Listening,

        /// <summary>Some digits of an extension are there.</summary>
        Dialling,

        /// <summary>That it was a wrong key is being said.</summary>
        Wrong,

        /// <summary>On its way elsewhere.</summary>
        Sent,

        /// <summary>That they cannot go there is being said.</summary>
        Excuse,
        Farewell,
        Over,
    }
}
