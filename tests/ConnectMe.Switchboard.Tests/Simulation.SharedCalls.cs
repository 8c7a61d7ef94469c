using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Parking, fetching and picking up, at the worst moments.</summary>
public partial class Simulation
{
    static SwitchboardInput SharedCallOf(Happening h, Garage garage, List<CallId> calls)
    {
        var user = UserOf(h.Who);
        var call = h.Which < calls.Count ? calls[^(h.Which + 1)] : new CallId(Garage.Seeded(h.Which, 8));
        switch (h.What)
        {
            case 68 or 69:
                return new SwitchboardInput.Park(call, user, NewCall(calls), NewCall(calls));
            case 70:
                var phones = garage.Ears.Legs.Where(leg => leg.Value.Endpoint is Endpoint.Phone).ToList();
                return phones.Count == 0
                    ? new SwitchboardInput.Park(call, user, NewCall(calls), NewCall(calls))
                    : new SwitchboardInput.LegTransferred(
                        phones[h.Line % phones.Count].Key,
                        phones[h.Line % phones.Count].Value.Endpoint,
                        $"70{h.Which}",
                        NewCall(calls),
                        NewCall(calls)
                    );
            default:
                var takeable = garage.TakeableBy(new Employee(h.Who + 1, "")).Calls;
                var taken = takeable.IsEmpty || h.Which == 5 ? call : takeable[h.Which % takeable.Length].Id;
                return new SwitchboardInput.TakeCall(NewCall(calls), user, h.Line < 5 ? LineOf(h.Who) : LineOf(h.Line), taken);
        }
    }

    static void AssertSlotsHoldOneCallEach(Garage garage)
    {
        var parked = garage
            .Ears.Recorded.Values.Where(events => !events.Exists(e => e is CallEnded))
            .SelectMany(events => events.OfType<CallParked>())
            .ToList();
        Assert.Equal(parked.Count, parked.Select(call => call.Slot).Distinct().Count());
        foreach (var call in parked)
        {
            Assert.True(garage.NextTimeout <= call.At + ParkingLot.Standard.Limit, $"{call} waits for nothing");
        }

        Assert.All(
            Enumerable.Range(1, 4).SelectMany(who => garage.TakeableBy(new Employee(who, "")).Calls),
            call => Assert.DoesNotContain(garage.Ears.Of(call.Id), e => e is CallEnded || (e is CallAnswered && call.Queue is null)) // a queue's application answers
        );
    }

    /// <summary>Who took a call talked in one that began at that moment, and was let; a supervisor who took the place of who called, as who calls.</summary>
    static void AssertWhatWasTakenGoesOn(Garage garage)
    {
        foreach (var taken in garage.Ears.Recorded.Values.SelectMany(events => events.OfType<CallTaken>()))
        {
            Assert.Contains(
                garage.Ears.Recorded.Values,
                events =>
                    events[0] is CallPlaced placed
                    && (placed.CalleeId == taken.UserId || (WasTakenOver(taken) && placed.CallerId == taken.UserId))
                    && events.Exists(e => e is CallAnswered && e.At == taken.At)
            );
            Assert.NotEqual(taken.UserId, garage.Ears.Of(new CallId(taken.CallId)).OfType<CallPlaced>().Single().CallerId);
        }

        bool WasTakenOver(CallTaken taken) =>
            garage.Ears.Of(new CallId(taken.CallId)).Any(e => e is CallEnded { Outcome: CallOutcome.TakenOver });
    }
}
