using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

// What applications do in their calls.
internal sealed partial class Ears
{
    readonly Dictionary<CallId, SwitchboardEffect.BeginScript> _scripts = [];
    readonly Dictionary<MediaId, (LegId Leg, ClipId Clip)> _clips = [];
    readonly HashSet<RecordingId> _scriptRecordings = [];

    /// <summary>Begun, and not told that the call is over.</summary>
    public IReadOnlyDictionary<CallId, SwitchboardEffect.BeginScript> Scripts => _scripts;

    /// <summary>What scripts were told, in order.</summary>
    public List<(CallId Call, ScriptInput What)> ScriptsTold { get; } = [];

    public IReadOnlyCollection<RecordingId> ScriptRecordings => _scriptRecordings;

    public IReadOnlyDictionary<MediaId, (LegId Leg, ClipId Clip)> Clips => _clips;

    public ClipId? ClipPlayedTo(MediaId media) => _clips.TryGetValue(media, out var playing) ? playing.Clip : null;

    void HearOfScripts(SwitchboardEffect effect)
    {
        switch (effect)
        {
            case SwitchboardEffect.BeginScript begin:
                Assert.Contains(Of(begin.Call), e => e is CallPlaced { CalleeId: null, Application: not null });
                var waitsAgain = Kept.TryGetValue(begin.Call, out var kept) && kept.Waits is not null;
                Assert.DoesNotContain(Of(begin.Call), e => e is CallEnded || (e is CallAnswered && !waitsAgain));
                Assert.True(_scripts.TryAdd(begin.Call, begin), "a call comes to an application once");
                break;
            case SwitchboardEffect.TellScript tell:
                Assert.Contains(tell.Call, _scripts);
                Assert.Equal(tell.What is ScriptInput.HungUp, Of(tell.Call).Any(e => e is CallEnded));
                ScriptsTold.Add((tell.Call, tell.What));
                if (tell.What is ScriptInput.HungUp)
                {
                    _scripts.Remove(tell.Call);
                }

                break;
            case SwitchboardEffect.PlayClip play:
                Assert.True(Leg(play.Leg, play.Media).Answered);
                Assert.Contains(play.Call, _scripts);
                Assert.Equal(play.Call, CallOf(play.Leg));
                Assert.DoesNotContain(play.Media, _mixed);
                Assert.Empty(BridgesOf(play.Media));
                Assert.Null(PlayedTo(play.Media));
                Assert.True(_clips.TryAdd(play.Media, (play.Leg, play.Clip)), "one clip is stopped before the next is played");
                break;
            case SwitchboardEffect.BeginScriptRecording begin:
                Assert.Contains(begin.Call, _scripts);
                Assert.DoesNotContain(begin.Recording, RecordingsEnded);
                Assert.True(_scriptRecordings.Add(begin.Recording), "a recording begins once");
                break;
        }
    }

    /// <summary>It was heard to its end, and nobody has to stop it.</summary>
    void Hear(SwitchboardInput.ClipPlayed played)
    {
        foreach (var (media, playing) in _clips)
        {
            if (playing.Clip == played.Clip && CallOf(playing.Leg) == played.Call)
            {
                _clips.Remove(media);
                return;
            }
        }
    }
}
