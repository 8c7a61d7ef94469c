using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Phones and rights that an administrator takes away in the middle of anything (promise W3).</summary>
public partial class Simulation
{
    static void AssertWhatWasTakenAwayIsOver(Garage garage, SwitchboardInput input)
    {
        switch (input)
        {
            case SwitchboardInput.DeviceRevoked revoked:
                Assert.DoesNotContain(
                    garage.Ears.Legs.Values,
                    leg => leg.Endpoint is Endpoint.Phone phone && phone.Device == revoked.Device
                );
                break;
            case SwitchboardInput.ConfigurationChanged changed:
                Assert.All(
                    garage.Employees.Where(one => changed.Configuration.RightsOf(one.Id.Value).Outside is OutsideCalls.None),
                    one =>
                        Assert.DoesNotContain(
                            garage.CallsOf(one).Calls,
                            call => call is { State: CallState.RingingOut, OtherIsOutside: true } && PayerOf(garage, call) == one.Id.Value
                        )
                );
                break;
            default:
                break;
        }
    }

    /// <summary>Who handed the call on, or at whom it was forwarded; else who placed it.</summary>
    static Guid? PayerOf(Garage garage, CallView call)
    {
        var placed = garage.Ears.Of(call.Id).OfType<CallPlaced>().Single();
        return placed.TransferredBy ?? placed.CallerId;
    }
}
