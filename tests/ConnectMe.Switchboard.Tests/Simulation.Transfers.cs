using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public partial class Simulation
{
    static SwitchboardInput TransferOf(Happening h, Garage garage, List<CallId> calls)
    {
        var user = UserOf(h.Who);
        var call = h.Which < calls.Count ? calls[^(h.Which + 1)] : new CallId(Garage.Seeded(h.Which, 8));
        var target = TargetOf(h.Line, h.Which);
        switch (h.What)
        {
            case 49 or 50:
                return new SwitchboardInput.TransferCall(call, user, target, NewCall(calls), NewCall(calls));
            case 51:
                return new SwitchboardInput.Consult(call, user, LineOf(h.Who), target, NewCall(calls));
            case 52:
                return new SwitchboardInput.ConnectCalls(call, user, NewCall(calls), NewCall(calls));
            case 53:
                return new SwitchboardInput.TakeBack(call, user);
        }

        var phones = garage.Ears.Legs.Where(leg => leg.Value.Endpoint is Endpoint.Phone).ToList();
        if (phones.Count == 0)
        {
            return new SwitchboardInput.Deadline();
        }

        var (leg, paper) = phones[h.Line % phones.Count];
        return h.What switch
        {
            54 => new SwitchboardInput.LegTransferred(leg, paper.Endpoint, target, NewCall(calls), NewCall(calls)),
            55 => new SwitchboardInput.LegsConnected(
                leg,
                paper.Endpoint,
                phones[h.Which % phones.Count].Key,
                NewCall(calls),
                NewCall(calls)
            ),
            _ => new SwitchboardInput.LegReplaced(NewCall(calls), new Endpoint.Phone(new DeviceId(Garage.Seeded(h.Who + 1, 4)), user), leg),
        };
    }

    /// <summary>Whatever was handed on to whom and back: nobody's call log has it more than once, nor less (B4).</summary>
    static void AssertStoriesAreOneLineEach(Garage garage)
    {
        foreach (var story in garage.Ears.Recorded.Values.Select(PaperRecords.Of).GroupBy(record => record.Story))
        {
            var people = story.SelectMany(part => new[] { part.CallerId, part.CalleeId }).OfType<Guid>().Distinct();
            Assert.All(people, person => Assert.Single(story, part => PaperRecords.IsALineOf(part, person)));
        }
    }

    /// <summary>Each phone that asked for a transfer got an end of it, and every call that was handed on is followed by one that tells so.</summary>
    static void AssertTransfersAreTold(Garage garage)
    {
        Assert.All(
            garage.Ears.Told.Where(told => told.Stage is TransferStage.Rings),
            told => Assert.Contains(garage.Ears.Told, end => end.Leg == told.Leg && end.Stage is not TransferStage.Rings)
        );
        var placed = garage.Ears.Recorded.Values.SelectMany(events => events).OfType<CallPlaced>().ToList();
        Assert.All(
            placed.Where(call => call.TransferOf is not null),
            call => Assert.Contains(placed, root => root.CallId == call.TransferOf && root.TransferOf is null)
        );
        foreach (
            var (call, events) in garage.Ears.Recorded.Where(call =>
                call.Value.OfType<CallEnded>().Single().Outcome is CallOutcome.Transferred or CallOutcome.TakenOver
            )
        )
        {
            var at = events.OfType<CallEnded>().Single().At;
            Assert.Contains(placed, next => next.TransferOf is not null && next.CallId != call.Value && next.At == at);
        }
    }
}
