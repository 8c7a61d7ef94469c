using System.Collections.Concurrent;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;
using Sound = ConnectMe.Media.Audio.Sound;

namespace ConnectMe.Telephony.Applications;

/// <summary>The scripts that run, between switchboards and media: what they play and record, and whose it was when media says that it is over.</summary>
internal sealed class CallScripts(
    CallApplications applications,
    MediaEngine media,
    SwitchboardPost post,
    TimeProvider time,
    ILogger<CallScripts> log
)
{
    readonly ConcurrentDictionary<CallId, ScriptRun> _runs = new();
    readonly ConcurrentDictionary<Guid, (ScriptRun Run, Sound Sound)> _clips = new();
    readonly ConcurrentDictionary<Guid, (Guid Clip, Sound Sound)> _playing = new();
    readonly ConcurrentDictionary<Guid, ScriptRun> _recordings = new();

    /// <summary>Called by the one reader of effects.</summary>
    public void Begin(CompanyId company, SwitchboardEffect.BeginScript begin)
    {
        if (applications.Find(begin.Application) is not { } application)
        {
            log.ApplicationUnknown(begin.Application, company);
            post.To(company, new SwitchboardInput.ScriptHungUp(begin.Call));
            return;
        }

        var call = new ApplicationCall(
            company,
            begin.Call.Value,
            begin.Root.Value,
            begin.For,
            begin.Caller,
            begin.CallerName,
            begin.CallerNumber,
            begin.CallerIsOutside,
            begin.At
        )
        {
            Queue = begin.Queue,
            Destination = begin.Destination,
            Dialled = begin.Dialled,
        };
        _runs[begin.Call] = new ScriptRun(application, call, this, time, log);
        Tell(begin.Call, new ScriptInput.Begun());
    }

    /// <summary>Called by the one reader of effects.</summary>
    public void Tell(CallId call, ScriptInput what)
    {
        if (_runs.TryGetValue(call, out var run))
        {
            run.Take(what);
            if (what is ScriptInput.HungUp)
            {
                _runs.TryRemove(call, out _);
            }
        }
    }

    public void Play(SwitchboardEffect.PlayClip play)
    {
        if (_clips.TryGetValue(play.Clip.Value, out var clip)) // else the script wants something else by now
        {
            _playing[play.Media.Value] = (play.Clip.Value, clip.Sound);
            media.PlayThrough(play.Media.Value, clip.Sound);
        }
    }

    public void Record(SwitchboardEffect.BeginScriptRecording begin)
    {
        if (_runs.TryGetValue(begin.Call, out var run) && run.Asked is { } asked && asked.Recording == begin.Recording.Value)
        {
            _recordings[asked.Recording] = run;
            media.BeginRecording(
                asked.Recording,
                new RecordingOptions(asked.File.Path, asked.Limit, asked.MaximumBytes, asked.File.MinimumFree)
                {
                    Comments = asked.File.Comments,
                    OnlySaid = true,
                }
            );
        }
    }

    public void Take(MediaEvent.Played played)
    {
        if (
            _playing.TryGetValue(played.Line, out var playing)
            && ReferenceEquals(playing.Sound, played.Sound) // else another is on its way there since
            && _playing.TryRemove(played.Line, out _)
            && _clips.TryRemove(playing.Clip, out var clip)
        )
        {
            Post(clip.Run, new SwitchboardInput.ClipPlayed(clip.Run.Call, new ClipId(playing.Clip)));
        }
    }

    /// <returns>False: it is none of a script.</returns>
    public bool Take(MediaEvent.RecordingEnded ended)
    {
        if (!_recordings.TryRemove(ended.Recording, out var run))
        {
            return false;
        }

        log.RecordingEnded(ended.Recording, run.About.Company, ended.Why, ended.Length, ended.Bytes);
        run.Take(new ScriptInput.Recorded(ended.Recording, ended.Why, ended.Length));
        run.Application.Closed(run.About, ended.Recording);
        return true;
    }

    /// <summary>A script asked for it.</summary>
    public void CarryOut(ScriptRun run, ScriptStep step)
    {
        switch (step)
        {
            case ScriptStep.Answer:
                Post(run, new SwitchboardInput.ScriptAnswered(run.Call));
                break;
            case ScriptStep.Play play:
                Forget(run);
                Post(run, new SwitchboardInput.ScriptPlays(run.Call, [.. play.Sounds.Select(sound => Keep(run, sound))]));
                break;
            case ScriptStep.StopPlaying:
                Forget(run);
                Post(run, new SwitchboardInput.ScriptPlays(run.Call, []));
                break;
            case ScriptStep.Record record:
                run.Asked = record;
                Post(run, new SwitchboardInput.ScriptRecords(run.Call, new RecordingId(record.Recording)));
                break;
            case ScriptStep.StopRecording:
                Post(run, new SwitchboardInput.ScriptRecords(run.Call, Recording: null));
                break;
            case ScriptStep.SendOn send:
                Post(run, new SwitchboardInput.ScriptSendsOn(run.Call, send.Target, send.ChargedTo));
                break;
            case ScriptStep.HangUp:
                Post(run, new SwitchboardInput.ScriptHungUp(run.Call));
                break;
            default:
                throw new ArgumentException($"Nothing carries out {step.GetType().Name}", nameof(step));
        }
    }

    /// <summary>Nothing that it asked to play is played any more.</summary>
    public void Forget(ScriptRun run)
    {
        foreach (var clip in run.Clips)
        {
            _clips.TryRemove(clip, out _);
        }

        foreach (var (media, playing) in _playing)
        {
            if (run.Clips.Contains(playing.Clip))
            {
                _playing.TryRemove(KeyValuePair.Create(media, playing));
            }
        }

        run.Clips.Clear();
    }

    ClipId Keep(ScriptRun run, Sound sound)
    {
        var clip = Guid.NewGuid();
        run.Clips.Add(clip);
        _clips[clip] = (run, sound);
        return new ClipId(clip);
    }

    void Post(ScriptRun run, SwitchboardInput input) => post.To(run.About.Company, input);
}
