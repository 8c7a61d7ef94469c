using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>Calls over a network that loses, doubles and overtakes. Whatever happens, each side hears of each session's end once, and nothing is left.</summary>
public class LossTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void Every_session_ends_once_on_both_sides_and_leaves_nothing(int seed)
    {
        var network = new SimulatedNetwork(seed, loss: 0.15, duplication: 0.1, longestDelay: 300);
        var two = new TwoAgents(network, seed * 10);
        var chance = new Random(seed);
        foreach (var agent in (Agent[])[two.Alice, two.Bob])
        {
            agent.React = happened => React(agent, happened, chance);
        }

        var calls = new List<(Agent Caller, SessionId Session)>();
        for (var i = 0; i < 12; i++)
        {
            var (caller, callee) = chance.Next(2) == 0 ? (two.Alice, two.Bob) : (two.Bob, two.Alice);
            calls.Add((caller, caller.Call(callee, plan => chance.Next(4) == 0 ? plan with { Sdp = default } : plan)));
            network.Run(TimeSpan.FromMilliseconds(chance.Next(4000)));
            Disturb(two, chance);
        }

        network.Run(TimeSpan.FromSeconds(60));
        foreach (var agent in (Agent[])[two.Alice, two.Bob])
        {
            foreach (var session in SessionsOf(agent, calls))
            {
                agent.Do((user, now) => user.HangUp(session, now));
            }
        }

        network.Run(TimeSpan.FromMinutes(5));
        Assert.True(two.Alice.Has<SipEvent.Confirmed>() || two.Bob.Has<SipEvent.Confirmed>()); // even so, calls come about
        foreach (var agent in (Agent[])[two.Alice, two.Bob])
        {
            Assert.All(SessionsOf(agent, calls), session => Assert.Equal([1], agent.Endings(session)));
            Assert.Equal(0, agent.Left);
        }
    }

    static void React(Agent agent, SipEvent happened, Random chance)
    {
        switch (happened)
        {
            case SipEvent.Invited invited:
                agent.Do((user, now) => user.Ring(invited.Session, now));
                if (chance.Next(3) == 0)
                {
                    agent.Do((user, now) => user.Progress(invited.Session, Agent.Sdp("early"), now));
                }

                switch (chance.Next(5))
                {
                    case 0:
                        agent.Do((user, now) => user.Refuse(invited.Session, 486, now));
                        break;
                    case 1:
                        break; // rings until somebody loses patience
                    default:
                        agent.Do((user, now) => user.Answer(invited.Session, Agent.Sdp("answer"), now));
                        break;
                }

                break;
            case SipEvent.Answered answered:
                agent.Do((user, now) => user.Accept(answered.Session, Agent.Sdp("late answer"), now));
                break;
            case SipEvent.Progressed { Response.Body.IsEmpty: false } progressed:
                agent.Do((user, now) => user.Accept(progressed.Session, Agent.Sdp("early answer"), now));
                break;
            case SipEvent.Offered offered:
                agent.Do(
                    (user, now) =>
                    {
                        if (chance.Next(4) == 0)
                        {
                            user.RefuseOffer(offered.Session, 488, now);
                        }
                        else
                        {
                            user.Accept(offered.Session, Agent.Sdp("new answer"), now);
                        }
                    }
                );
                break;
        }
    }

    static void Disturb(TwoAgents two, Random chance)
    {
        var agent = chance.Next(2) == 0 ? two.Alice : two.Bob;
        var known = agent
            .Events.OfType<SipEvent.Answered>()
            .Select(answered => answered.Session)
            .Concat(agent.Events.OfType<SipEvent.Invited>().Select(invited => invited.Session))
            .ToList();
        if (known.Count == 0)
        {
            return;
        }

        var session = known[chance.Next(known.Count)];
        agent.Do(
            (user, now) =>
            {
                switch (chance.Next(4))
                {
                    case 0:
                        user.HangUp(session, now);
                        break;
                    case 1:
                        user.SendDigit(session, '1', TimeSpan.FromMilliseconds(100));
                        break;
                    default:
                        user.Offer(session, Agent.Sdp("changed"), now);
                        break;
                }
            }
        );
    }

    static IEnumerable<SessionId> SessionsOf(Agent agent, List<(Agent Caller, SessionId Session)> calls) =>
        [
            .. calls.Where(call => call.Caller == agent).Select(call => call.Session),
            .. agent.All<SipEvent.Invited>().Select(invited => invited.Session),
        ];
}
