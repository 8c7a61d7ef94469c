using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public partial class Simulation
{
    /// <summary>The server is killed now and then, or stopped in order; phones that are asked go on, or a while later, or never.</summary>
    static SwitchboardInput SurvivalOf(Happening h, Garage garage)
    {
        if (h is { What: 87, Which: 0, Who: 0 })
        {
            return new SwitchboardInput.DrainOver();
        }

        if (h is { What: 86, Which: 0 })
        {
            garage.Crash();
        }

        return garage.Ears.Asked is { Count: > 0 } asked
            ? new SwitchboardInput.LegRevived(asked[h.Line % asked.Count])
            : new SwitchboardInput.Deadline();
    }

    /// <summary>Who talks goes on when the server dies, and what has ended does not come back.</summary>
    static void AssertConversationsAreKept(Garage garage)
    {
        Assert.All(garage.Ears.Conversations, call => Assert.Contains(call, garage.Ears.Kept));
        Assert.All(
            garage
                .Queues.SelectMany(queue => queue.Waiting)
                .Where(waiting => garage.Ears.Of(new CallId(waiting.Call)).Any(e => e is CallAnswered)),
            waiting => Assert.Contains(new CallId(waiting.Call), garage.Ears.Kept)
        );
        Assert.All(garage.Ears.Kept.Keys, call => Assert.DoesNotContain(garage.Ears.Of(call), e => e is CallEnded));
    }
}
