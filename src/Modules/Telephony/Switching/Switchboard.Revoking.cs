using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>What an administrator takes away ends what it was good for, also while a call is being set up (promise W3).</summary>
internal sealed partial class Switchboard
{
    /// <summary>As a browser that is signed out: what rings there stops, and its calls end.</summary>
    void RevokeDevice(DeviceId device, DateTimeOffset now)
    {
        PutDeviceDown(device);
        foreach (var call in _calls.Values.ToList())
        {
            foreach (var ringing in call.Ringing.Where(leg => IsOf(device, leg)).ToList())
            {
                DropRingingLeg(call, ringing, LegCause.Unreachable, status: 0, now);
            }

            foreach (var party in call.Parties.Where(party => IsOf(device, party.Leg)).ToList())
            {
                Lose(call, party, signedOut: true, now);
            }
        }
    }

    static bool IsOf(DeviceId device, CallLeg? leg) => leg is { Endpoint: Endpoint.Phone phone } && phone.Device == device;

    /// <summary>What rings outside for somebody who may not call there any more. Who talks already goes on: that call was placed with the right to it.</summary>
    void EndWhatMayNoLongerRing(TelephonyConfiguration set, DateTimeOffset now)
    {
        foreach (var call in _calls.Values.ToList())
        {
            foreach (var leg in call.Ringing.Where(leg => leg.Route is not null).ToList())
            {
                var route = leg.Route!;
                if (
                    _guard.RunningAs(route.Counted) is not { } counted
                    || DialGuard.WhyNotTheirs(counted.Person, route.E164, set) is not { } why
                )
                {
                    continue;
                }

                Notify(counted.Person, why, Shown(route.E164), now);
                if (leg.IsOwnMobile)
                {
                    DropRingingLeg(call, leg, LegCause.NotAllowed, status: 0, now);
                }
                else
                {
                    End(
                        call,
                        call is { Transfer: null, Forwarding: null } ? CallOutcome.Cancelled : CallOutcome.Unreachable,
                        now,
                        by: call.Caller
                    );
                }
            }
        }
    }
}
