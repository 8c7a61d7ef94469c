using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Features;
using ConnectMe.Voicemail.Speaking;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>A script in a time of the test's own. What it wants is told in words: "answer; say you-have 2 new-messages; open first".</summary>
internal sealed class ScriptRun(ICallScript script)
{
    static readonly Dictionary<Sound, string> Spoken = NameSpoken();

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What sounds and messages of the test's own are called.</summary>
    public Dictionary<object, string> Names { get; } = [];

    public List<ScriptStep> Steps { get; } = [];

    public DateTimeOffset? NextTimeout => script.NextTimeout;

    public string Begin() => Give(new ScriptInput.Begun());

    public string Hear() => Give(new ScriptInput.Played());

    public string Press(char key) => Give(new ScriptInput.Pressed(key));

    public string Tell(object answer) => Give(new ScriptInput.Told(answer));

    public string HangUp() => Give(new ScriptInput.HungUp());

    /// <summary>Nothing happens for so long.</summary>
    public string Wait(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return script.NextTimeout <= Now ? Give(new ScriptInput.TimedOut()) : "";
    }

    public string Give(ScriptInput input)
    {
        var steps = script.Handle(input, Now);
        Steps.AddRange(steps);
        return string.Join("; ", steps.Select(InWords));
    }

    string InWords(ScriptStep step) =>
        step switch
        {
            ScriptStep.Answer => "answer",
            ScriptStep.Play play => $"say {string.Join(' ', play.Sounds.Where(sound => sound != Phrases.Pause).Select(NameOf))}",
            ScriptStep.StopPlaying => "stop playing",
            ScriptStep.Record => "record",
            ScriptStep.StopRecording => "stop recording",
            ScriptStep.Do work => InWords(work.Work),
            ScriptStep.HangUp => "hang up",
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "unknown"),
        };

    string InWords(object work) =>
        work switch
        {
            PhoneWork.LoadMailbox => "load",
            PhoneWork.CheckPin check => $"check {check.Digits}",
            PhoneWork.OpenMessage open => $"open {Names[open.Id]}",
            PhoneWork.MarkHeard mark => $"mark {Names[mark.Id]}",
            PhoneWork.Delete delete => $"delete {Names[delete.Id]}",
            _ => throw new ArgumentOutOfRangeException(nameof(work), work, "unknown"),
        };

    string NameOf(Sound sound) => Names.TryGetValue(sound, out var name) ? name : Spoken[sound];

    static Dictionary<Sound, string> NameSpoken()
    {
        var spoken = new Dictionary<Sound, string> { [ToneGenerator.Beep] = "beep" };
        foreach (var name in PhrasesTests.Names)
        {
            spoken[Phrases.Dutch[name]] = name;
            spoken[Phrases.English[name]] = $"english:{name}";
        }

        return spoken;
    }
}
