using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>
/// Carries effects out on paper: who hears whom, who is played what, which legs there are, what was recorded. Refuses what no switchboard
/// may ever ask, so that every test is also a test of that.
/// </summary>
internal sealed partial class Ears
{
    readonly Dictionary<LegId, PaperLeg> _legs = [];
    readonly Dictionary<LegId, LegCause> _ended = [];
    readonly Dictionary<MediaId, (LegId Leg, Sound Sound)> _sounds = [];
    readonly HashSet<MediaId> _muted = [];
    readonly HashSet<MediaId> _asked = [];
    readonly Dictionary<LegId, CallId> _moved = [];
    readonly HashSet<(CallId Call, Endpoint To)> _wishedTo = [];
    readonly HashSet<CallId> _wishedToMobile = [];
    readonly List<(CallId Call, MediaId One, MediaId Other)> _bridges = [];
    readonly Dictionary<CallId, List<CallEvent>> _recorded = [];

    public IReadOnlyDictionary<LegId, PaperLeg> Legs => _legs;

    /// <summary>Every leg that was there and is not any more, with what it was told.</summary>
    public IReadOnlyDictionary<LegId, LegCause> Ended => _ended;
    public IReadOnlyDictionary<CallId, List<CallEvent>> Recorded => _recorded;
    public List<(MediaId Media, string Digits)> Digits { get; } = [];
    public List<SwitchboardEffect.TurnAway> TurnedAway { get; } = [];

    public List<NoticeCause> Warnings { get; } = [];

    public List<SwitchboardEffect.Wake> Woken { get; } = [];

    /// <summary>Caps of which 80 % is used.</summary>
    public List<NoticeCause> NearWarnings { get; } = [];

    /// <summary>Who the alerted side of each leg saw as the caller.</summary>
    public Dictionary<LegId, ShownCaller> Shown { get; } = [];

    /// <summary>What phones that asked for a transfer were told, in order.</summary>
    public List<(LegId Leg, TransferStage Stage)> Told { get; } = [];

    /// <summary>The call that the leg is in now: after a transfer not the one it began in.</summary>
    public CallId CallOf(LegId leg) => _moved.TryGetValue(leg, out var call) ? call : leg.Call;

    public IEnumerable<PaperLeg> Ringing => _legs.Values.Where(leg => leg is { Calls: false, Answered: false });

    public IEnumerable<LineId> RingingLines =>
        Ringing.Select(leg => leg.Endpoint).OfType<Endpoint.Browser>().Select(browser => browser.Line);

    public IEnumerable<DeviceId> RingingPhones =>
        Ringing.Select(leg => leg.Endpoint).OfType<Endpoint.Phone>().Select(phone => phone.Device);

    public Sound? PlayedTo(MediaId media) => _sounds.TryGetValue(media, out var playing) ? playing.Sound : null;

    public Sound? PlayedTo(LineId line) => PlayedTo(line.Media);

    /// <summary>A mobile was picked up, and nobody has said yet that they take the call.</summary>
    public bool IsAsked(MediaId media) => PlayedTo(media) is Sound.PressOne;

    public bool IsMuted(MediaId media) => _muted.Contains(media);

    public IEnumerable<(CallId Call, MediaId With)> BridgesOf(MediaId media) =>
        _bridges.Where(b => b.One == media || b.Other == media).Select(b => (b.Call, b.One == media ? b.Other : b.One));

    /// <summary>The media whose microphone this one hears now.</summary>
    public MediaId? HeardBy(MediaId media) =>
        PlayedTo(media) is null
        && BridgesOf(media).SingleOrDefault() is { Call.Value: var call, With: var other }
        && call != Guid.Empty
        && !IsMuted(other)
            ? other
            : null;

    public LineId? HeardBy(LineId line) => HeardBy(line.Media) is { } other ? new LineId(other.Value) : null;

    public IReadOnlyList<CallEvent> Of(CallId call) => _recorded.GetValueOrDefault(call) ?? [];

    /// <summary>A line that comes up knows nothing of what it was asked before.</summary>
    public void Forget(LineId line)
    {
        _sounds.Remove(line.Media);
        _clips.Remove(line.Media);
        _muted.Remove(line.Media);
        _bridges.RemoveAll(b => b.One == line.Media || b.Other == line.Media);
        _mixed.Remove(line.Media);
    }

    /// <summary>What phones and trunks do by themselves begins and changes legs too.</summary>
    public void Hear(SwitchboardInput input)
    {
        switch (input)
        {
            case SwitchboardInput.SipDialled dialled when !_ended.ContainsKey(LegId.OfCaller(dialled.Call)):
                var leg = LegId.OfCaller(dialled.Call);
                _legs.TryAdd(leg, new PaperLeg(dialled.From, leg.Media, Calls: true, Answered: false));
                break;
            case SwitchboardInput.LegReplaced replaced when !_ended.ContainsKey(LegId.OfCaller(replaced.Call)):
                var own = LegId.OfCaller(replaced.Call);
                _legs.TryAdd(own, new PaperLeg(replaced.From, own.Media, Calls: true, Answered: false));
                break;
            case SwitchboardInput.LegRevived revived:
                _revived.Add(revived.Leg);
                break;
            case SwitchboardInput.DigitReceived { Digit: '1' } yes when PlayedTo(yes.Media) is Sound.PressOne:
                _asked.Remove(yes.Media);
                break;
            case SwitchboardInput.ClipPlayed played:
                Hear(played);
                break;
            case SwitchboardInput.MoveCall move:
                _wishedTo.Add((move.Call, move.To));
                break;
            case SwitchboardInput.MoveToMobile move:
                _wishedToMobile.Add(move.Call);
                break;
            case SwitchboardInput.LegAnswered { Leg: var id }
                when _legs.TryGetValue(id, out var known) && known is { Calls: false, IsSip: true }:
                _legs[id] = known with { Answered = true };
                break;
            default:
                break;
        }
    }

    public void Hear(SwitchboardEffect effect)
    {
        switch (effect)
        {
            case SwitchboardEffect.RingLeg ring:
                Assert.DoesNotContain(ring.Leg, _ended);
                var isMove = IsWished(ring); // only to move a call does it ring again after the answer
                var isOwnPhone = ring.Leg.IsOfCaller && !isMove && CallOf(ring.Leg) == ring.Leg.Call; // rung to call with: nothing is placed before it is picked up
                Assert.Equal(!isOwnPhone && !IsOffered(CallOf(ring.Leg)), Of(CallOf(ring.Leg)).Any(e => e is CallPlaced));
                Assert.True(!isOwnPhone || ring.Endpoint is not Endpoint.Browser);
                Assert.DoesNotContain(Of(CallOf(ring.Leg)), e => e is CallEnded || (e is CallAnswered && !isMove));
                if (_legs.TryGetValue(ring.Leg, out var rung))
                {
                    Assert.True(rung is { IsSip: false, Answered: false }, "only a line that came up anew is rung again");
                }

                Shown[ring.Leg] = ring.From;
                _legs[ring.Leg] = new PaperLeg(ring.Endpoint, ring.Media, Calls: false, Answered: false);
                break;
            case SwitchboardEffect.Wake wake:
                Assert.True(IsOffered(wake.Call) || Of(wake.Call).Any(e => e is CallPlaced));
                Assert.DoesNotContain(Of(wake.Call), e => e is CallEnded or CallAnswered);
                Woken.Add(wake);
                break;
            case SwitchboardEffect.TellRinging tell:
                Assert.True(Leg(tell.Leg, tell.Media) is { Calls: true, Answered: false, IsSip: true });
                break;
            case SwitchboardEffect.ProgressLeg progress:
                Assert.True(Leg(progress.Leg, progress.Media) is { Calls: true, Answered: false, IsSip: true });
                _legs[progress.Leg] = _legs[progress.Leg] with { Progressing = true };
                break;
            case SwitchboardEffect.AnswerLeg answer:
                AnswerLeg(answer);
                break;
            case SwitchboardEffect.StopRinging stop:
                Assert.False(Leg(stop.Leg, stop.Media).Calls);
                EndLeg(stop.Leg, stop.Media, stop.Why);
                break;
            case SwitchboardEffect.EndLeg end:
                Assert.True(Leg(end.Leg, end.Media) is { Answered: true } or { Calls: true });
                EndLeg(end.Leg, end.Media, end.Why);
                break;
            case SwitchboardEffect.MoveLeg move:
                Leg(move.Leg, move.Media);
                Assert.DoesNotContain(BridgesOf(move.Media), bridge => bridge.Call == CallOf(move.Leg));
                Assert.False(_mixed.TryGetValue(move.Media, out var mixedIn) && mixedIn.Call == CallOf(move.Leg));
                Assert.Contains(Of(move.To), e => e is CallPlaced);
                Assert.DoesNotContain(Of(move.To), e => e is CallEnded);
                _moved[move.Leg] = move.To;
                break;
            case SwitchboardEffect.TellTransferor tell:
                Assert.DoesNotContain((tell.Leg, TransferStage.Done), Told);
                Told.Add((tell.Leg, tell.Stage));
                break;
            case SwitchboardEffect.Connect connect:
                Connect(connect);
                break;
            case SwitchboardEffect.Disconnect disconnect:
                Assert.True(_bridges.Remove((disconnect.Call, disconnect.One, disconnect.Other)), "what is disconnected was connected");
                break;
            case SwitchboardEffect.Mix mix:
                PutInMix(mix);
                break;
            case SwitchboardEffect.Unmix unmix:
                Assert.Equal((unmix.In, unmix.Call), (_mixed[unmix.Media].In, _mixed[unmix.Media].Call));
                _mixed.Remove(unmix.Media);
                break;
            case SwitchboardEffect.Beep beep:
                Assert.True(Leg(beep.Leg, beep.Media).Answered);
                Beeps.Add(beep.Media);
                break;
            case SwitchboardEffect.Play play:
                Assert.True(Leg(play.Leg, play.Media).Answered);
                Assert.DoesNotContain(play.Media, _mixed);
                Assert.Empty(BridgesOf(play.Media));
                Assert.False(
                    _sounds.TryGetValue(play.Media, out var other) && other.Leg != play.Leg,
                    "a line is played one thing at a time"
                );
                Assert.DoesNotContain(play.Media, _clips);
                _sounds[play.Media] = (play.Leg, play.Sound);
                if (play.Sound is Sound.PressOne)
                {
                    _asked.Add(play.Media);
                }

                break;
            case SwitchboardEffect.StopPlaying stop when _clips.Remove(stop.Media, out var clip):
                Assert.Equal(stop.Leg, clip.Leg);
                break;
            case SwitchboardEffect.StopPlaying stop:
                Assert.Equal(stop.Leg, _sounds[stop.Media].Leg);
                _sounds.Remove(stop.Media);
                break;
            case SwitchboardEffect.Mute mute:
                Assert.True(Leg(mute.Leg, mute.Media).Answered);
                Assert.True(mute.On ? _muted.Add(mute.Media) : _muted.Remove(mute.Media));
                break;
            case SwitchboardEffect.SendDigits send:
                Assert.True(Leg(send.Leg, send.Media).Answered);
                Assert.Contains(BridgesOf(send.Media), bridge => bridge.Call == CallOf(send.Leg));
                Digits.Add((send.Media, send.Digits));
                break;
            case SwitchboardEffect.Record record:
                Remember(record.Event);
                break;
            case SwitchboardEffect.BeginRecording begin:
                Hear(begin);
                break;
            case SwitchboardEffect.RecordMedia media:
                Hear(media);
                break;
            case SwitchboardEffect.PauseRecording pause:
                Hear(pause);
                break;
            case SwitchboardEffect.EndRecording over:
                Hear(over);
                break;
            case SwitchboardEffect.KeepRecording keep:
                Hear(keep);
                break;
            case SwitchboardEffect.SayRecorded say:
                Hear(say);
                break;
            case SwitchboardEffect.BeginScript
            or SwitchboardEffect.TellScript
            or SwitchboardEffect.PlayClip
            or SwitchboardEffect.BeginScriptRecording:
                HearOfScripts(effect);
                break;
            case SwitchboardEffect.PauseAgent or SwitchboardEffect.OfferEnded:
                HearOfQueues(effect);
                break;
            case SwitchboardEffect.Warn warn:
                (warn.Near ? NearWarnings : Warnings).Add(warn.Cause);
                break;
            case SwitchboardEffect.KeepCall or SwitchboardEffect.DropCall or SwitchboardEffect.TakeUpCall or SwitchboardEffect.ReviveLeg:
                HearOfSurvival(effect);
                break;
            case SwitchboardEffect.TurnAway away:
                TurnedAway.Add(away);
                break;
            case SwitchboardEffect.Announce announce:
                Assert.NotEmpty(announce.To);
                break;
            default:
                Assert.Fail($"Nobody here knows {effect}");
                break;
        }
    }

    bool IsWished(SwitchboardEffect.RingLeg ring) =>
        _wishedTo.Contains((CallOf(ring.Leg), ring.Endpoint))
        || (
            ring.Endpoint is Endpoint.Trunk
            && _wishedToMobile.Contains(CallOf(ring.Leg))
            && Of(CallOf(ring.Leg)).Any(e => e is CallAnswered)
        );

    void AnswerLeg(SwitchboardEffect.AnswerLeg answer)
    {
        Assert.DoesNotContain(answer.Leg, _ended);
        Assert.Contains(Of(answer.Leg.Call), e => e is CallPlaced);
        if (_legs.TryGetValue(answer.Leg, out var known))
        {
            Assert.Equal(known.Media, answer.Media);
            Assert.True(
                known is { IsSip: false } or { Calls: true, Answered: false }
                    || _revived.Contains(answer.Leg)
                    || (answer.Leg.IsOfCaller && known is { Calls: false, Answered: true }),
                "a phone that was rung answers itself, and one answers once"
            );
        }
        else
        {
            Assert.IsType<Endpoint.Browser>(answer.Endpoint);
        }

        _legs[answer.Leg] = (known ?? new PaperLeg(answer.Endpoint, answer.Media, Calls: answer.Leg.Number == 0, Answered: true)) with
        {
            Answered = true,
        };
    }

    PaperLeg Leg(LegId leg, MediaId media)
    {
        Assert.True(_legs.TryGetValue(leg, out var known), $"{leg} is not there (yet, or any more)");
        Assert.Equal(known.Media, media);
        return known;
    }

    void EndLeg(LegId leg, MediaId media, LegCause why)
    {
        Assert.False(_sounds.TryGetValue(media, out var still) && still.Leg == leg, "a leg ended while it was played to");
        Assert.False(_clips.TryGetValue(media, out var clip) && clip.Leg == leg, "a leg ended while a clip was played to it");
        Assert.DoesNotContain(BridgesOf(media), bridge => bridge.Call == CallOf(leg));
        Assert.False(
            _recording.ContainsValue(media) && !_legs.Any(other => other.Key != leg && other.Value.Media == media),
            "a leg ended while it was recorded"
        );
        Assert.False(_mixed.TryGetValue(media, out var mixed) && mixed.Call == CallOf(leg), "a leg ended while it was in a mix");
        _legs.Remove(leg);
        Assert.True(_ended.TryAdd(leg, why), $"{leg} ended twice");
    }

    void Connect(SwitchboardEffect.Connect connect)
    {
        Assert.Equal(connect.One == connect.Other, Of(connect.Call).OfType<CallPlaced>().Single().Dialled == "*43"); // who hears themself asked for it
        foreach (var media in new[] { connect.One, connect.Other }.Distinct())
        {
            Assert.Contains(_legs, leg => CallOf(leg.Key) == connect.Call && leg.Value.Media == media && leg.Value.HasMedia);
            Assert.Empty(BridgesOf(media));
            Assert.DoesNotContain(media, _mixed);
            Assert.DoesNotContain(media, _asked); // who talks by a mobile that was rung for them said that they take the call
            Assert.Null(PlayedTo(media));
            Assert.Null(ClipPlayedTo(media));
        }

        _bridges.Add((connect.Call, connect.One, connect.Other));
    }

    void Remember(CallEvent happened)
    {
        var call = new CallId(happened.CallId);
        if (!_recorded.TryGetValue(call, out var events))
        {
            Assert.IsType<CallPlaced>(happened);
            _recorded.Add(call, events = []);
        }
        else
        {
            Assert.IsNotType<CallPlaced>(happened);
            Assert.True(
                happened is CallNoted // a last word
                    || happened is CallFolded or CallLaterAnswered or QueueCallEnded == events.Exists(e => e is CallEnded), // what a call was part of is known after it
                $"{happened} after {events[^1]}"
            );
            Assert.False(happened is CallAnswered && events.Exists(e => e is CallAnswered), "a call is answered once");
        }

        if (happened is CallEnded ended)
        {
            Assert.True(
                ended.Outcome.GoesOn()
                    || ended.Outcome is CallOutcome.LineLost
                    || ended.Outcome is CallOutcome.Interrupted
                    || (ended.Outcome is CallOutcome.CapReached && events.Exists(e => e is CallParked))
                    || ended.Outcome is CallOutcome.Completed or CallOutcome.CapReached == events.Exists(e => e is CallAnswered),
                $"{ended.Outcome} does not fit what happened before"
            );
        }

        events.Add(happened);
    }
}

/// <param name="Calls">The caller's side.</param>
/// <param name="Progressing">It calls, and was told that it hears the other side.</param>
internal sealed record PaperLeg(Endpoint Endpoint, MediaId Media, bool Calls, bool Answered, bool Progressing = false)
{
    public bool IsSip => Endpoint is not Endpoint.Browser;

    /// <summary>There is something to connect: a trunk that rings may be heard before it answers.</summary>
    public bool HasMedia => Answered || Progressing || Endpoint is Endpoint.Trunk;
}
