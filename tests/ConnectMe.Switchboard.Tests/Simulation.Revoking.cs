using ConnectMe.Identity.Contracts;
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
                            call => call is { State: CallState.RingingOut, OtherIsOutside: true }
                        )
                );
                break;
            default:
                break;
        }
    }
}
