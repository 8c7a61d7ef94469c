using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    void Hold(Call call, Party side, DateTimeOffset now)
    {
        if (!call.IsConnected || side.Holds)
        {
            return;
        }

        side.HeldSince = now;
        Record(new CallHeld(call.Id.Value, now, side.User!.Value.Value));
        Changed(call);
        Settle(call);
    }

    void Resume(Call call, Party side, DateTimeOffset now)
    {
        if (!call.IsConnected || !side.Holds)
        {
            return;
        }

        if (side.Leg is { HeldThere: true })
        {
            Notify(side.User!.Value, NoticeCause.HeldOnPhone, "", now);
            return;
        }

        FreeUp(side.User!.Value, now);
        side.HeldSince = null;
        Record(new CallResumed(call.Id.Value, now, side.User.Value.Value));
        Changed(call);
        Settle(call);
    }

    /// <summary>
    /// A phone's own hold. Of a trunk it is nothing to us: what the other exchange plays then is what is to be heard.
    /// </summary>
    void HoldThere(Call call, Party side, DateTimeOffset now)
    {
        if (side is { Leg.Endpoint: Endpoint.Phone, User: not null } && call.IsConnected)
        {
            side.Leg.HeldThere = true;
            Hold(call, side, now);
        }
    }

    void ResumeThere(Call call, Party side, DateTimeOffset now)
    {
        if (side is { Leg.Endpoint: Endpoint.Phone, User: not null })
        {
            side.Leg.HeldThere = false;
            Resume(call, side, now);
        }
    }

    void Mute(Call call, Party side, bool on)
    {
        if (call.HasEnded || side.Leg is null || side.Muted == on)
        {
            return;
        }

        side.Muted = on;
        Changed(call);
        Settle(call);
    }

    void SendDigits(Call call, Party side, string digits)
    {
        if (call.Application is not null && ReferenceEquals(side, call.Caller) && DialString.AreDigits(digits))
        {
            Press(call, digits);
        }
        else if (call.Bridge is not null && DialString.AreDigits(digits) && call.OtherThan(side).Leg is { } other)
        {
            _effects.Add(new SwitchboardEffect.SendDigits(other.Id, other.Media, digits));
        }
    }

    void PassDigitOn(MediaId media, char digit, DateTimeOffset now)
    {
        if (!DialString.IsDigit(digit))
        {
            return;
        }

        if (FindAsked(media) is ({ } ringing, { } asked))
        {
            Confirm(ringing, asked, digit, now);
            return;
        }

        if (_calls.Values.FirstOrDefault(call => call.Application is not null && WantedOfCaller(call) == media) is { } heard)
        {
            Press(heard, digit.ToString());
            return;
        }

        foreach (var call in _calls.Values.Where(call => call.Bridge is { } bridge && (bridge.One == media || bridge.Other == media)))
        {
            if (Array.Find(call.Parties, party => party.Leg?.Media == media) is { } side)
            {
                SendDigits(call, side, digit.ToString());
            }
        }
    }
}
