using ConnectMe.Telephony.Contracts;
using static ConnectMe.Telephony.Contracts.ScriptInput;

namespace ConnectMe.Menus.Answering;

/// <summary>Somebody of the company dials the code of a night switch: it is turned the other way, and they hear which way that is.</summary>
internal sealed class SwitchNight(PhraseBook say, string code) : ICallScript
{
    bool _isTold;

    public DateTimeOffset? NextTimeout => null;

    public IReadOnlyList<ScriptStep> Handle(ScriptInput input, DateTimeOffset now) =>
        input switch
        {
            Begun => [new ScriptStep.Answer(), new ScriptStep.Do(new TurnNight(code))],
            Told { Answer: NightIs { On: var on } } => Tell(on),
            Played when _isTold => [new ScriptStep.HangUp()],
            _ => [],
        };

    IReadOnlyList<ScriptStep> Tell(bool? on)
    {
        _isTold = true;
        var phrase = on switch
        {
            true => "night-on",
            false => "night-off",
            null => "not-possible",
        };
        return [new ScriptStep.Play([PhraseBook.Pause, say[phrase]])];
    }
}
