using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
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
        if (CanBeWoken(person) || LeadsOn(call))
        {
            _effects.Add(new SwitchboardEffect.Wake(call.Id, person, ShownOf(call.Caller), LinesOf(person).Count > 0));
        }
    }

    /// <summary>A call that goes elsewhere when nobody is there does not wait on a browser that sleeps.</summary>
    static bool LeadsOn(Call call) =>
        call.RingsNext.Count > 0 || call.Offers is not null || call.Treatment is { Otherwise.Kind: not CallTargetKind.Nobody };

    void Woken(SwitchboardInput.Woken woken, DateTimeOffset now)
    {
        if (Find(woken.Call, woken.User) is not ({ IsRinging: true, Wanted: null } call, { } side) || side == call.Caller)
        {
            return;
        }

        if (!woken.Reached && LeadsOn(call) && RingsBrowsers(call))
        {
            foreach (var asleep in call.Ringing.Where(leg => leg.Line is not null).ToList())
            {
                StopRinging(call, asleep, LegCause.Unreachable);
            }
        }

        if (call.Ringing.Count > 0)
        {
            return;
        }

        if (woken.Reached)
        {
            call.Alerted = true;
            TellTransferor(call, TransferStage.Rings);
            Settle(call);
        }
        else if (!RingsOn(call, now))
        {
            End(call, CallOutcome.Unreachable, now);
        }
    }
}
