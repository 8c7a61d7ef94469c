using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>Alice and Bob, who know each other as trunks: what most tests start with.</summary>
sealed class TwoAgents
{
    public TwoAgents(SimulatedNetwork? network = null, int seed = 1, Func<UserAgentOptions, UserAgentOptions>? options = null)
    {
        Network = network ?? new SimulatedNetwork();
        Alice = new Agent(Network, "10.0.0.1:5060", seed, options);
        Bob = new Agent(Network, "10.0.0.2:5060", seed + 100, options);
        Alice.Trusts(Bob);
        Bob.Trusts(Alice);
    }

    public SimulatedNetwork Network { get; }

    public Agent Alice { get; }

    public Agent Bob { get; }

    /// <summary>Alice calls, Bob answers.</summary>
    public (SessionId Alice, SessionId Bob) Connect()
    {
        var call = Alice.Call(Bob);
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var called = Bob.Single<SipEvent.Invited>().Session;
        Bob.Do((agent, now) => agent.Answer(called, Agent.Sdp("answer"), now));
        Network.RunUntil(() => Alice.Has<SipEvent.Answered>() && Bob.Has<SipEvent.Confirmed>());
        return (call, called);
    }

    public void AssertOver(SessionId alice, SessionId bob)
    {
        Network.Run(TimeSpan.FromMinutes(3));
        Assert.Equal([1], Alice.Endings(alice));
        Assert.Equal([1], Bob.Endings(bob));
        Assert.Equal((0, 0), (Alice.Left, Bob.Left));
    }
}
