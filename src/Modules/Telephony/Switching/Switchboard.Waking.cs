using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// People whose browser can be woken by Web Push are called also when nothing of theirs is there (B1): the call waits for their line to come
/// up, as long as it would ring.
/// </summary>
internal sealed partial class Switchboard
{
    bool CanBeWoken(UserId person) => _configuration?.Wakeable.Contains(person.Value) == true;

    void Wake(Call call, UserId person)
    {
        if (CanBeWoken(person))
        {
            _effects.Add(new SwitchboardEffect.Wake(call.Id, person, ShownOf(call.Caller), LinesOf(person).Count > 0));
        }
    }

    void Woken(SwitchboardInput.Woken woken, DateTimeOffset now)
    {
        if (Find(woken.Call, woken.User) is not ({ IsRinging: true, Ringing.Count: 0, Wanted: null } call, { } side) || side == call.Caller)
        {
            return;
        }

        if (woken.Reached)
        {
            call.Alerted = true;
            TellTransferor(call, TransferStage.Rings);
            Settle(call);
        }
        else
        {
            End(call, CallOutcome.Unreachable, now);
        }
    }
}
