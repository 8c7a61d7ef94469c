using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>People who leave the company in the middle of anything, and some who come back.</summary>
public partial class Simulation
{
    static SwitchboardInput.PeopleChanged LeavingOf(Happening h, Garage garage) => garage.Staff(h.Which < 3 ? [UserOf(h.Who)] : []);

    /// <summary>Only what they are told of an ended call may be left.</summary>
    static void AssertWhoLeftHasNoCalls(Garage garage) =>
        Assert.All(
            garage.Employees.Where(one => garage.Left.Contains(one.Id)),
            left => Assert.DoesNotContain(garage.CallsOf(left).Calls, call => call.State is not CallState.Ended)
        );
}
