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
        var bridge = WantedBridge(call);
        if (call.Bridge is var (one, other) && call.Bridge != bridge)
        {
            _effects.Add(new SwitchboardEffect.Disconnect(call.Id, one, other));
            call.Bridge = null;
        }

        foreach (var party in call.Parties)
        {
            Quieten(call, party);
        }

        foreach (var leg in call.Ringing.Where(leg => leg.State is LegState.New))
        {
            leg.State = LegState.Ringing;
            _effects.Add(new SwitchboardEffect.RingLeg(leg.Id, leg.Line));
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
    }

    /// <summary>They hear each other when neither holds and neither's line is lost.</summary>
    static (LineId One, LineId Other)? WantedBridge(Call call) =>
        call.IsConnected && call.Parties.All(party => party is { Holds: false, IsAway: false })
            ? (call.Caller.Leg!.Line, call.Callee.Leg!.Line)
            : null;

    static bool WantsLeg(Call call, Party party) => !call.HasEnded || WantedSound(call, party) is not null;

    static bool WantsMute(Call call, Party party) => party is { Muted: true, Holds: false, IsAway: false } && !call.HasEnded;

    static Sound? WantedSound(Call call, Party party)
    {
        var other = call.OtherThan(party);
        return call switch
        {
            _ when party.Holds || party.IsAway => null,
            { HasEnded: true } => call.ToneUntil is not null && party.NoticeUntil is not null ? Sound.Busy : null,
            { IsRinging: true } => call.Alerted ? Sound.Ringback : null,
            _ => other.Holds || other.IsAway ? Sound.HoldMusic : null,
        };
    }

    void Quieten(Call call, Party party)
    {
        if (party.Leg is not { } leg)
        {
            return;
        }

        if (leg.Playing is not null && WantedSound(call, party) is null)
        {
            leg.Playing = null;
            _effects.Add(new SwitchboardEffect.StopPlaying(leg.Id, leg.Line));
        }

        if (leg.Muted && !WantsMute(call, party))
        {
            leg.Muted = false;
            _effects.Add(new SwitchboardEffect.Mute(leg.Id, leg.Line, On: false));
        }

        if (!WantsLeg(call, party))
        {
            party.Leg = null;
            _effects.Add(new SwitchboardEffect.EndLeg(leg.Id, leg.Line));
        }
    }

    void Voice(Call call, Party party)
    {
        if (party.Leg is not { IsAway: false } leg)
        {
            return;
        }

        if (leg.State is not LegState.Answered)
        {
            leg.State = LegState.Answered;
            _effects.Add(new SwitchboardEffect.AnswerLeg(leg.Id, leg.Line));
        }

        if (!leg.Muted && WantsMute(call, party))
        {
            leg.Muted = true;
            _effects.Add(new SwitchboardEffect.Mute(leg.Id, leg.Line, On: true));
        }

        if (WantedSound(call, party) is { } sound && leg.Playing != sound)
        {
            leg.Playing = sound;
            _effects.Add(new SwitchboardEffect.Play(leg.Id, leg.Line, sound));
        }
    }

    void StopRinging(Call call)
    {
        foreach (var leg in call.Ringing.ToList())
        {
            StopRinging(call, leg);
        }
    }

    void StopRinging(Call call, CallLeg leg)
    {
        call.Ringing.Remove(leg);
        if (leg.State is LegState.Ringing)
        {
            _effects.Add(new SwitchboardEffect.StopRinging(leg.Id, leg.Line));
        }

        Changed(call);
    }

    void Record(CallEvent what) => _effects.Add(new SwitchboardEffect.Record(what));
}
