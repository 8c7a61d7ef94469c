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

        FreeUp(side.User!.Value, now);
        side.HeldSince = null;
        Record(new CallResumed(call.Id.Value, now, side.User.Value.Value));
        Changed(call);
        Settle(call);
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
        if (call.Bridge is not null && DialString.AreDigits(digits) && call.OtherThan(side).Leg is { } other)
        {
            _effects.Add(new SwitchboardEffect.SendDigits(other.Id, other.Line, digits));
        }
    }

    void PassDigitOn(LineId line, char digit)
    {
        if (!DialString.IsDigit(digit))
        {
            return;
        }

        foreach (var call in _calls.Values.Where(call => call.Bridge is { } bridge && (bridge.One == line || bridge.Other == line)))
        {
            SendDigits(call, call.Parties.First(party => party.Leg?.Line == line), digit.ToString());
        }
    }
}
