using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// From the state of a call to what its lines are asked. Everything that stops comes before anything that starts, and a rule settles the
/// call its user leaves before the one they turn to, so that a line is never asked to hear two things.
/// </summary>
internal sealed partial class Switchboard
{
    void Settle(Call call)
    {
        _settled.Add(call);
        var bridge = WantedBridge(call);
        if (call.Bridge != bridge)
        {
            TakeDownBridge(call);
        }

        TakeOutOfMix(call);
        TakeOffRecordings(call);
        TakeOffScriptRecording(call);
        foreach (var party in call.Parties)
        {
            Quieten(call, party);
        }

        foreach (var leg in call.Ringing.Where(leg => leg.State is LegState.New))
        {
            leg.State = LegState.Ringing;
            _effects.Add(new SwitchboardEffect.RingLeg(leg.Id, leg.Endpoint, leg.Media, CallerShownTo(leg, call)));
            Changed(call);
        }

        foreach (var party in call.Parties)
        {
            Voice(call, party);
        }

        if (bridge is var (first, second) && call.Bridge is null)
        {
            _effects.Add(new SwitchboardEffect.Connect(call.Id, first, second));
            call.Bridge = bridge;
        }

        PutInMix(call);
        PutOnRecordings(call);
        PutOnScriptRecording(call);
    }

    /// <summary>They hear each other when neither holds and neither's line is lost; before the answer, when the other side lets itself be heard.</summary>
    static (MediaId One, MediaId Other)? WantedBridge(Call call) =>
        call switch
        {
            { IsConnected: true, IsBetweenTwo: true, Supervisions.Count: 0 }
                when Array.TrueForAll(call.Parties, party => party is { Holds: false, IsAway: false }) => (
                call.Caller.Leg!.Media,
                call.Callee.Leg!.Media
            ),
            { IsConnected: true, IsEcho: true, Caller: { Holds: false, IsAway: false, Leg: { } own } } => (own.Media, own.Media),
            { IsRinging: true, Early: { } early, Caller: { IsAway: false, Leg: { } caller } } => (caller.Media, early.Media),
            _ => null,
        };

    static bool WantsLeg(Call call, Party party) => !call.HasEnded || WantedSound(call, party) is not null;

    static bool WantsMute(Call call, Party party) =>
        party is { Muted: true, Holds: false, IsAway: false }
        && !call.HasEnded
        && (call.IsConnected || party.Leg is { IsSip: false } or { IsPickedUp: true });

    static Sound? WantedSound(Call call, Party party)
    {
        var other = call.OtherThan(party);
        return call switch
        {
            _ when party.Holds || party.IsAway => null,
            { IsConnected: true, Queue: not null } => WantedClip(call, party) is null ? Sound.HoldMusic : null,
            { IsConnected: true, Conference: { Room: not null, IsConversation: false } } => Sound.HoldMusic,
            { IsConnected: true } => other.Holds || other.IsAway ? Sound.HoldMusic : null,
            _ when party.Leg is { IsSip: true, IsPickedUp: false } && (call.HasEnded || party.Leg.State is not LegState.Answered) => null, // phones and exchanges make their own tones from what they are answered
            { HasEnded: true } => call.ToneUntil is not null && party.NoticeUntil is not null ? Sound.Busy : null,
            { Slot: not null } => Sound.HoldMusic,
            _ => call is { Alerted: true, Early: null } ? Sound.Ringback : null,
        };
    }

    void Quieten(Call call, Party party)
    {
        if (party.Leg is not { } leg)
        {
            return;
        }

        if (WantedSound(call, party) is null)
        {
            StopPlaying(leg);
        }

        if (leg.Clip is not null && leg.Clip != WantedClip(call, party))
        {
            leg.Clip = null;
            _effects.Add(new SwitchboardEffect.StopPlaying(leg.Id, leg.Media));
        }

        if (!WantsMute(call, party))
        {
            Unmute(leg);
        }

        if (!WantsLeg(call, party))
        {
            party.Leg = null;
            _moved.Remove(leg.Id);
            _effects.Add(new SwitchboardEffect.EndLeg(leg.Id, leg.Endpoint, leg.Media, LegCauses.Of(call.Outcome)));
            CountOff(leg.Route);
        }
    }

    void StopPlaying(CallLeg leg)
    {
        if (leg.Playing is not null)
        {
            leg.Playing = null;
            _effects.Add(new SwitchboardEffect.StopPlaying(leg.Id, leg.Media));
        }
    }

    void Unmute(CallLeg leg)
    {
        if (leg.Muted)
        {
            leg.Muted = false;
            _effects.Add(new SwitchboardEffect.Mute(leg.Id, leg.Media, On: false));
        }
    }

    void Voice(Call call, Party party)
    {
        if (party.Leg is not { IsAway: false } leg)
        {
            return;
        }

        if (leg is { IsSip: true, IsPickedUp: false, IsRevived: false, State: not LegState.Answered } && call.IsRinging)
        {
            Tell(call, leg);
            return;
        }

        if (leg.State is not LegState.Answered)
        {
            leg.State = LegState.Answered;
            _effects.Add(new SwitchboardEffect.AnswerLeg(leg.Id, leg.Endpoint, leg.Media));
        }

        if (!leg.Muted && WantsMute(call, party))
        {
            leg.Muted = true;
            _effects.Add(new SwitchboardEffect.Mute(leg.Id, leg.Media, On: true));
        }

        if (WantedSound(call, party) is { } sound && leg.Playing != sound)
        {
            leg.Playing = sound;
            _effects.Add(new SwitchboardEffect.Play(leg.Id, leg.Media, sound, call.Queue?.Queue.Music));
        }

        if (WantedClip(call, party) is { } clip && leg.Clip != clip)
        {
            leg.Clip = clip;
            _effects.Add(new SwitchboardEffect.PlayClip(leg.Id, leg.Media, call.Id, clip));
        }
    }

    /// <summary>A phone or trunk that calls is not answered before the called side is: it is told how far that is (RFC 3261 §13.3.1.1).</summary>
    void Tell(Call call, CallLeg leg)
    {
        if (call.Early is not null && leg.State is not LegState.Progressing)
        {
            leg.State = LegState.Progressing;
            _effects.Add(new SwitchboardEffect.ProgressLeg(leg.Id, leg.Endpoint, leg.Media));
        }
        else if (call.Alerted && leg.State is LegState.New)
        {
            leg.State = LegState.Ringing;
            _effects.Add(new SwitchboardEffect.TellRinging(leg.Id, leg.Endpoint, leg.Media));
        }
    }

    void StopRinging(Call call, LegCause why)
    {
        foreach (var leg in call.Ringing.ToList())
        {
            StopRinging(call, leg, why);
        }
    }

    void StopRinging(Call call, CallLeg leg, LegCause why)
    {
        if (ReferenceEquals(call.Early, leg))
        {
            call.Early = null;
            TakeDownBridge(call);
        }

        call.Ringing.Remove(leg);
        _moved.Remove(leg.Id);
        if (leg.State is LegState.Ringing)
        {
            _effects.Add(new SwitchboardEffect.StopRinging(leg.Id, leg.Endpoint, leg.Media, why));
        }
        else if (leg.State is LegState.Answered) // a mobile at which nobody has said yet that they take the call
        {
            StopPlaying(leg);
            _effects.Add(new SwitchboardEffect.EndLeg(leg.Id, leg.Endpoint, leg.Media, why));
        }

        if (!call.Ringing.Exists(other => ReferenceEquals(other.Route, leg.Route)))
        {
            CountOff(leg.Route);
        }

        Changed(call);
    }

    void TakeDownBridge(Call call)
    {
        if (call.Bridge is var (one, other))
        {
            _effects.Add(new SwitchboardEffect.Disconnect(call.Id, one, other));
            call.Bridge = null;
        }
    }

    void Record(CallEvent what) => _effects.Add(new SwitchboardEffect.Record(what));
}
