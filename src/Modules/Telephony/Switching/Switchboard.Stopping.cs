using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    bool _isDraining;

    void ApplyStopping(SwitchboardInput.OfStopping input, DateTimeOffset now)
    {
        _isDraining = true;
        if (input is SwitchboardInput.DrainOver)
        {
            foreach (var call in _calls.Values.Where(call => !call.HasEnded).ToList())
            {
                CutOff(call, now);
            }
        }
    }

    /// <summary>Nobody is rung again for it.</summary>
    void CutOff(Call call, DateTimeOffset now)
    {
        if (call.HasEnded)
        {
            return; // with another of the same conference
        }

        if (call is { Wanted: null, Offers: null })
        {
            Close(call, CallOutcome.Interrupted, now);
        }
        else
        {
            End(call, CallOutcome.Cancelled, now);
        }
    }
}
