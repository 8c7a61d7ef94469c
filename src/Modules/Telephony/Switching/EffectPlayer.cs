using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Alarms;
using ConnectMe.Telephony.Applications;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Recording;
using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.SoundLibrary;
using ConnectMe.Telephony.Survival;
using ConnectMe.Telephony.Waking;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Carries effects out on media, journal and pages. A line is one stream for all its legs (one talked on, others held or ringing):
/// it runs while there is any. Called by one reader only.
/// </summary>
internal sealed class EffectPlayer(
    MediaEngine media,
    CallJournal journal,
    ILiveUpdates live,
    SwitchboardPost post,
    SipLegs sip,
    KeptCalls kept,
    LampStates lamps,
    LiveCalls calls,
    LineStates lines,
    LegMeasurements measurements,
    MixOwners mixes,
    DialAlarms alarms,
    CallRecorder recorder,
    CallScripts scripts,
    CallWaker waker,
    ICallQueues queues,
    HeldMusic music,
    ILogger<EffectPlayer> log
)
{
    readonly Dictionary<LineId, HashSet<LegId>> _legs = [];

    public void CarryOut(CompanyId company, SwitchboardEffect effect)
    {
        calls.Take(company, effect);
        lines.Take(company, effect);
        measurements.Take(company, effect);
        waker.Take(company, effect);
        switch (effect)
        {
            case SwitchboardEffect.RingLeg { Endpoint: Endpoint.Browser browser } ring:
                StartStream(ring.Leg, browser.Line);
                post.To(company, new SwitchboardInput.LegRinging(ring.Leg));
                break;
            case SwitchboardEffect.AnswerLeg { Endpoint: Endpoint.Browser browser } answer:
                StartStream(answer.Leg, browser.Line);
                break;
            case SwitchboardEffect.StopRinging { Endpoint: Endpoint.Browser browser } stop:
                StopStream(stop.Leg, browser.Line);
                break;
            case SwitchboardEffect.EndLeg { Endpoint: Endpoint.Browser browser } end:
                StopStream(end.Leg, browser.Line);
                break;
            case SwitchboardEffect.RingLeg
            or SwitchboardEffect.StopRinging
            or SwitchboardEffect.TellRinging
            or SwitchboardEffect.ProgressLeg
            or SwitchboardEffect.AnswerLeg
            or SwitchboardEffect.EndLeg
            or SwitchboardEffect.TellTransferor
            or SwitchboardEffect.ReviveLeg:
                sip.CarryOut(company, effect);
                break;
            case SwitchboardEffect.KeepCall keep:
                kept.Keep(company, keep.Call);
                break;
            case SwitchboardEffect.DropCall drop:
                kept.Drop(drop.Call);
                break;
            case SwitchboardEffect.PauseAgent pause:
                log.AgentPaused(pause.Agent, pause.Queue, company);
                queues.Paused(company, pause.Queue, pause.Agent);
                break;
            case SwitchboardEffect.Wake // the waker did
            or SwitchboardEffect.OfferEnded // as well
            or SwitchboardEffect.MoveLeg // its sound stays where it is
            or SwitchboardEffect.TakeUpCall: // the legs follow
                break;
            case SwitchboardEffect.Connect connect:
                media.Connect(connect.One.Value, connect.Other.Value);
                break;
            case SwitchboardEffect.Disconnect disconnect:
                media.Disconnect(disconnect.One.Value, disconnect.Other.Value);
                break;
            case SwitchboardEffect.Mix mix:
                mixes.Joined(company, mix.In, mix.Media);
                media.Mix(mix.In.Value, mix.Media.Value, AudienceOf(mix.By));
                break;
            case SwitchboardEffect.Unmix unmix:
                mixes.Left(unmix.In, unmix.Media);
                media.Unmix(unmix.In.Value, unmix.Media.Value);
                break;
            case SwitchboardEffect.BeginRecording begin:
                recorder.Begin(company, begin);
                break;
            case SwitchboardEffect.RecordMedia record:
                media.Record(record.Recording.Value, record.Media.Value);
                break;
            case SwitchboardEffect.PauseRecording pause:
                media.StopRecording(pause.Recording.Value, pause.Media.Value);
                break;
            case SwitchboardEffect.EndRecording end:
                media.EndRecording(end.Recording.Value);
                break;
            case SwitchboardEffect.KeepRecording keep:
                recorder.Keep(keep);
                break;
            case SwitchboardEffect.SayRecorded say:
                media.PlayOnce(say.Media.Value, Prompts.Recorded);
                break;
            case SwitchboardEffect.BeginScript begin:
                scripts.Begin(company, begin);
                break;
            case SwitchboardEffect.TellScript tell:
                scripts.Tell(tell.Call, tell.What);
                break;
            case SwitchboardEffect.PlayClip play:
                scripts.Play(play);
                break;
            case SwitchboardEffect.BeginScriptRecording begin:
                scripts.Record(begin);
                break;
            case SwitchboardEffect.Beep beep:
                media.PlayOnce(beep.Media.Value, ToneGenerator.Intrusion);
                break;
            case SwitchboardEffect.Play play:
                media.Play(play.Media.Value, play.Sound is Sound.HoldMusic ? music.Of(company, play.Music) : LineSounds.Of(play.Sound));
                break;
            case SwitchboardEffect.StopPlaying stop:
                media.StopPlaying(stop.Media.Value);
                break;
            case SwitchboardEffect.Mute mute:
                media.SetMuted(mute.Media.Value, mute.On);
                break;
            case SwitchboardEffect.SendDigits send:
                media.SendDigits(send.Media.Value, send.Digits);
                break;
            case SwitchboardEffect.Record record:
                journal.Append(company, record.Event);
                break;
            case SwitchboardEffect.Warn warn:
                Warn(company, warn);
                break;
            case SwitchboardEffect.TurnAway away:
                log.CallTurnedAway(away.Call, away.User, company, away.Cause);
                break;
            case SwitchboardEffect.Announce announce:
                live.Publish(company, announce.To, announce.Topics.AsSpan());
                if (announce.Topics is not [Switchboard.TakeableTopic])
                {
                    lamps.Changed(company, announce.To);
                }

                break;
            default:
                throw new ArgumentException($"Nothing carries out {effect.GetType().Name}", nameof(effect));
        }
    }

    static Audience AudienceOf(HeardBy by) =>
        by.IsAll ? Audience.All
        : by.Only is { } only ? Audience.One(only.Value)
        : Audience.Nobody;

    void Warn(CompanyId company, SwitchboardEffect.Warn warn)
    {
        if (warn.Cause is NoticeCause.RecordingDiskFull or NoticeCause.RecordingFailed or NoticeCause.RecordingsFull)
        {
            log.CallNotRecorded(warn.User, company, warn.Cause);
        }
        else if (warn.Near)
        {
            log.CapIsNear(warn.User, company, warn.Cause);
        }
        else
        {
            log.OutsideCallRefused(warn.User, company, warn.Cause);
        }

        alarms.Take(company, warn);
    }

    void StartStream(LegId leg, LineId line)
    {
        if (!_legs.TryGetValue(line, out var legs))
        {
            _legs.Add(line, legs = []);
        }

        legs.Add(leg);
        media.StartStream(line.Value); // also when it runs already: the line may have come up anew
    }

    void StopStream(LegId leg, LineId line)
    {
        if (_legs.TryGetValue(line, out var legs) && legs.Remove(leg) && legs.Count == 0)
        {
            _legs.Remove(line);
            media.StopStream(line.Value);
        }
    }
}
