using System.Collections.Immutable;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Callers who are blocked and let in again at the worst moments.</summary>
public partial class Simulation
{
    static SwitchboardInput ScreeningOf(Happening h, List<CallId> calls)
    {
        var call = h.Which < calls.Count ? calls[^(h.Which + 1)] : new CallId(Garage.Seeded(h.Which, 8));
        var screening = new Screening(
            RejectsAnonymous: h.Which % 2 == 0,
            OnlyContacts: h.Line == 6,
            h.Line % 3 == 0 ? ["+31301234567"] : new HashSet<string>(),
            new HashSet<string>()
        );
        return h.What switch
        {
            89 => new SwitchboardInput.ScreeningsChanged(
                h.Line == 5
                    ? ImmutableDictionary<UserId, Screening>.Empty
                    : ImmutableDictionary<UserId, Screening>.Empty.Add(UserOf(h.Who), screening)
            ),
            _ => new SwitchboardInput.BlockCaller(call, UserOf(h.Who)),
        };
    }

    /// <summary>Each call that was turned away ended so, or came back to who had handed it on, and was never answered before.</summary>
    static void AssertTurnedAwayAreOver(Garage garage) =>
        Assert.All(
            garage.Ears.TurnedAway,
            away =>
            {
                var events = garage.Ears.Of(away.Call);
                Assert.DoesNotContain(events, e => e is CallAnswered);
                Assert.Equal(CallOutcome.Blocked, Assert.Single(events.OfType<CallEnded>()).Outcome);
                Assert.DoesNotContain(
                    garage.Ears.Legs.Keys,
                    leg => garage.Ears.CallOf(leg) == away.Call && leg != LegId.OfCaller(away.Call)
                );
            }
        );
}
