using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Queues whose agents come and go, and that are changed and taken away while callers wait in them.</summary>
public partial class Simulation
{
    static SwitchboardInput QueueOf(Happening h, Garage garage, List<CallId> calls)
    {
        var user = UserOf(h.Who);
        switch (h.What)
        {
            case 100:
                return QueuesOf(h);
            case 101:
                calls.Add(new CallId(Garage.Seeded(calls.Count + 1, 7)));
                return h.Which < 3
                    ? new SwitchboardInput.Dial(calls[^1], user, LineOf(h.Who), Queues[h.Line % Queues.Length])
                    : new SwitchboardInput.SipDialled(
                        calls[^1],
                        new Endpoint.Trunk(new TrunkId(PaperSettings.TrunkId(1)), "0301234567"),
                        "",
                        Anonymous: false,
                        h.Line % 3 == 2 ? PaperSettings.MenuNumber : PaperSettings.WorkshopNumber
                    );
            case 102:
                var waiting = Waiting(garage).FirstOrDefault();
                calls.Add(new CallId(Garage.Seeded(calls.Count + 1, 7)));
                return new SwitchboardInput.TakeCall(calls[^1], user, LineOf(h.Who), waiting);
            default:
                var offered = garage
                    .CallsOf(new Employee(h.Who + 1, ""))
                    .Calls.FirstOrDefault(call => call is { State: CallState.Incoming, Queue: not null });
                var leads = Waiting(garage).LastOrDefault();
                return (h.Which, offered) switch
                {
                    (< 4, not null) => new SwitchboardInput.Answer(offered.Id, user, LineOf(h.Who)),
                    (4, not null) => new SwitchboardInput.Refuse(offered.Id, user),
                    _ => new SwitchboardInput.ScriptSendsOn(leads, new CallTarget(CallTargetKind.Number, Targets[h.Line])),
                };
        }
    }

    /// <summary>The last is the menu, which leads to them.</summary>
    static readonly string[] Queues = ["300", "301", "350"];

    static SwitchboardInput.QueuesChanged QueuesOf(Happening h)
    {
        var agents = Enumerable.Range(0, 4).Where(who => ((h.Wait >> who) & 1) == 0).Select(UserOf).ToList();
        var workshop = Garage.WorkshopOf(agents) with
        {
            Distribution = (QueueDistribution)(h.Line % 4),
            RingTime = TimeSpan.FromSeconds(4 + h.Which),
            WrapUp = TimeSpan.FromSeconds(h.Who * 3),
            PauseAfter = h.Which % 3,
            LongestWait = h.Line > 3 ? TimeSpan.FromSeconds(10) : null,
            MostWaiting = h.Which > 3 ? 1 : null,
            Overflow = new CallTarget(CallTargetKind.Number, h.Who % 2 == 0 ? "301" : "0301234567"),
            WhenNobody = h.Line == 2 ? new CallTarget(CallTargetKind.Number, "301") : CallTarget.Nobody,
            ChargedTo = UserOf(3),
        };
        var desk = Garage.DeskOf(agents.Take(h.Which)) with
        {
            Overflow = new CallTarget(CallTargetKind.Application, Application: Garage.Voicemail),
            WhenNobody =
                h.Line % 2 == 0
                    ? new CallTarget(CallTargetKind.Number, "300")
                    : new CallTarget(CallTargetKind.Colleague, PersonId: UserOf(h.Who).Value),
            LongestWait = TimeSpan.FromSeconds(3 + h.Line),
        };
        return new SwitchboardInput.QueuesChanged(
            (h.Wait % 5) switch
            {
                0 => [],
                1 => [workshop],
                _ => [workshop, desk],
            }
        );
    }

    static IEnumerable<CallId> Waiting(Garage garage) =>
        garage.Queues.SelectMany(queue => queue.Waiting).Select(call => new CallId(call.Call));

    static int PeopleNumberOf(UserId user) => Enumerable.Range(0, People).FirstOrDefault(who => UserOf(who) == user, defaultValue: -1) + 1;

    /// <summary>Who waits is in one queue, hears its application, and rings at agents of it who are signed in and in nothing else.</summary>
    static void AssertQueuesHold(Garage garage)
    {
        foreach (var queue in garage.Queues)
        {
            foreach (var waiting in queue.Waiting)
            {
                Assert.Contains(new CallId(waiting.Call), garage.Ears.Scripts);
                Assert.Distinct(waiting.RingsAt);
            }
        }

        Assert.Distinct(Waiting(garage));
        foreach (
            var agents in garage.Queues.SelectMany(queue => queue.Waiting).SelectMany(waiting => waiting.RingsAt).GroupBy(agent => agent)
        )
        {
            Assert.Single(agents); // one call at a time
        }
    }

    static void AssertWhoWaitedLeft(Garage garage) =>
        Assert.All(
            garage.Ears.Recorded.Values.Where(events => events.OfType<CallPlaced>().Any(placed => placed.Queue is not null)),
            events => Assert.True(events.OfType<QueueLeft>().Count() == 1 || events[^1] is CallEnded { Outcome: CallOutcome.Interrupted })
        );
}
