using ConnectMe.Telephony.Contracts;
using static ConnectMe.Telephony.Contracts.ScriptInput;

namespace ConnectMe.Telephony.Rooms;

/// <param name="Pin">Empty: nothing is asked.</param>
/// <param name="Room">Where the call goes on to.</param>
internal sealed record RoomTerms(PhraseBook Say, string Pin, CallTarget Room);

/// <summary>A wrong PIN was keyed in: noted by the application, which answers whether more may be tried (<see cref="MayTry"/>).</summary>
internal sealed record NoteWrongPin;

internal sealed record MayTry(bool Again);

/// <summary>What a caller hears before a conference room: the question for its PIN, when it has one and they come from outside.</summary>
internal sealed class EnterRoom(RoomTerms terms) : ICallScript
{
    /// <summary>How long is waited for the next key.</summary>
    public static readonly TimeSpan KeyTime = TimeSpan.FromSeconds(10);

    /// <summary>How often nothing is keyed in before the call ends.</summary>
    const int MostSilences = 2;

    string _keyed = "";
    int _silences;
    bool _isLeaving;
    bool _isOver;

    public DateTimeOffset? NextTimeout { get; private set; }

    public IReadOnlyList<ScriptStep> Handle(ScriptInput input, DateTimeOffset now)
    {
        if (_isOver)
        {
            return [];
        }

        switch (input)
        {
            case HungUp:
                (_isOver, NextTimeout) = (true, null);
                return [];
            case Begun when terms.Pin.Length == 0:
                return [new ScriptStep.SendOn(terms.Room)];
            case Begun:
                return [new ScriptStep.Answer(), Ask("room-pin")];
            case NotSent:
                return Leave("room-closed");
            case Played when _isLeaving:
                (_isOver, NextTimeout) = (true, null);
                return [new ScriptStep.HangUp()];
            case Played when _keyed.Length == 0:
                NextTimeout = now + KeyTime;
                return [];
            case TimedOut when !_isLeaving && NextTimeout <= now:
                NextTimeout = null;
                return _keyed.Length > 0 ? Check()
                    : ++_silences >= MostSilences ? Leave("room-goodbye")
                    : [Ask("room-pin")];
            case Pressed { Key: var key } when !_isLeaving:
                return Take(key, now);
            case Told { Answer: MayTry { Again: var again } }:
                return again ? [Ask("room-wrong", "room-pin")] : Leave("room-wrong", "room-goodbye");
            default:
                return [];
        }
    }

    IReadOnlyList<ScriptStep> Take(char key, DateTimeOffset now)
    {
        if (key == '#')
        {
            NextTimeout = null;
            return Check();
        }

        _keyed =
            key == '*' ? ""
            : _keyed.Length < Domain.ConferenceRoom.LongestPin + 1 ? _keyed + key
            : _keyed;
        NextTimeout = now + KeyTime;
        return [new ScriptStep.StopPlaying()];
    }

    IReadOnlyList<ScriptStep> Check()
    {
        var isRight = _keyed == terms.Pin;
        _keyed = "";
        return isRight ? [new ScriptStep.SendOn(terms.Room)] : [new ScriptStep.Do(new NoteWrongPin())];
    }

    IReadOnlyList<ScriptStep> Leave(params string[] phrases)
    {
        (_isLeaving, NextTimeout) = (true, null);
        return [new ScriptStep.Answer(), Ask(phrases)];
    }

    ScriptStep.Play Ask(params string[] phrases) => new([.. phrases.SelectMany(phrase => new[] { PhraseBook.Pause, terms.Say[phrase] })]);
}
