using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

internal sealed partial class Garage
{
    public static readonly Guid Workshop = Seeded(1, 50);
    public static readonly Guid Desk = Seeded(2, 50);

    /// <summary>Called by 300 and <see cref="PaperSettings.WorkshopNumber"/>; its agents are signed in.</summary>
    public static CallQueue WorkshopOf(params IEnumerable<UserId> agents) =>
        new(Workshop, "Workshop", "300")
        {
            Application = "queue",
            Agents = [.. agents.Select(agent => new QueueAgent(agent, Skill: 5, IsSignedIn: true))],
        };

    public static CallQueue DeskOf(params IEnumerable<UserId> agents) =>
        WorkshopOf(agents) with
        {
            Id = Desk,
            Name = "Desk",
            Extension = "301",
        };

    public void Have(params CallQueue[] queues) => Post(new SwitchboardInput.QueuesChanged([.. queues]));

    public IReadOnlyList<LiveQueue> Queues => _switchboard.LiveQueues;

    public LiveQueue QueueNow(Guid queue) => Queues.Single(one => one.Queue == queue);

    public AgentState StateOf(Employee agent) => QueueNow(Workshop).Agents.Single(one => one.Person == agent.Id).State;

    /// <summary>Its application answered: the caller hears music.</summary>
    public CallId WaitsFor(string dialled, Employee who)
    {
        var call = Dial(who, dialled);
        Post(new SwitchboardInput.ScriptAnswered(call));
        return call;
    }

    public CallId WaitsFromOutside(string caller)
    {
        var call = CallIn(PaperSettings.WorkshopNumber, caller);
        Post(new SwitchboardInput.ScriptAnswered(call));
        return call;
    }

    /// <summary>How who waited by this call ceased to, and the agent who took them.</summary>
    public (QueueCallEnd End, Guid? Agent) LeftQueue(CallId waiting)
    {
        var left = Ears.Of(waiting).OfType<QueueLeft>().Single();
        return (left.End, left.Agent);
    }
}
