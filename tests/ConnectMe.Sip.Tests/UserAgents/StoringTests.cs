using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>Alice's process is killed in the middle of a call, and another takes her place with what was stored (R2).</summary>
public class StoringTests
{
    readonly TwoAgents _two = new();
    int _reborn;

    Agent Bob => _two.Bob;

    SimulatedNetwork Network => _two.Network;

    [Theory, InlineData(true), InlineData(false)]
    [Spec("R2")]
    public void A_call_goes_on_with_a_reINVITE_after_the_process_was_killed(bool aliceCalled)
    {
        var (reborn, session, bobs) = KilledAndRestored(aliceCalled);
        Network.RunUntil(Bob.Has<SipEvent.Offered>);
        var offered = Bob.Single<SipEvent.Offered>();
        Assert.Equal(bobs, offered.Session);
        Assert.Equal("v=0\r\ns=again\r\n", Agent.TextOf(offered.Message));
        Bob.Do((agent, now) => agent.Accept(bobs, Agent.Sdp("yes"), now));
        Network.RunUntil(reborn.Has<SipEvent.OfferAccepted>);
        Assert.Equal("v=0\r\ns=yes\r\n", Agent.TextOf(reborn.Single<SipEvent.OfferAccepted>().Message));

        Bob.Do((agent, now) => agent.HangUp(bobs, now));
        Network.Run(TimeSpan.FromMinutes(3));
        Assert.Equal(EndCause.PeerHungUp, reborn.Single<SipEvent.Ended>().Cause);
        Assert.Equal([1], Bob.Endings(bobs));
        Assert.Equal([1], reborn.Endings(session));
        Assert.Equal((0, 0), (reborn.Left, Bob.Left));
    }

    [Fact]
    [Spec("R2")]
    public void It_can_be_killed_and_restored_twice()
    {
        var (second, _, bobs) = KilledAndRestored(aliceCalled: true);
        Network.RunUntil(Bob.Has<SipEvent.Offered>);
        Bob.Do((agent, now) => agent.Accept(bobs, Agent.Sdp("yes"), now));
        Network.RunUntil(second.Has<SipEvent.OfferAccepted>);

        var (third, session) = Restore(second, Newest(second));
        Network.RunUntil(() => Bob.All<SipEvent.Offered>().Count() == 2);
        Bob.Do((agent, now) => agent.Accept(bobs, Agent.Sdp("yes again"), now));
        Network.RunUntil(third.Has<SipEvent.OfferAccepted>);
        third.Do((agent, now) => agent.HangUp(session, now));
        Network.Run(TimeSpan.FromMinutes(3));
        Assert.Equal(EndCause.PeerHungUp, Bob.Single<SipEvent.Ended>().Cause);
    }

    [Fact]
    [Spec("R2")]
    public void Whose_peer_hung_up_meanwhile_is_over()
    {
        var (alices, bobs) = _two.Connect();
        var stored = Newest(_two.Alice);
        Network.Unplugged.Add(_two.Alice.Address);
        Bob.Do((agent, now) => agent.HangUp(bobs, now));
        Network.Run(TimeSpan.FromMinutes(1));
        Network.Unplugged.Clear();

        var (reborn, session) = Restore(_two.Alice, stored);
        Network.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(EndCause.PeerGone, reborn.Single<SipEvent.Ended>().Cause);
        Assert.Equal([1], reborn.Endings(session));
        Assert.NotEqual(alices, session);
    }

    [Fact]
    public void What_is_no_dialog_is_refused_and_leaves_nothing()
    {
        _two.Connect();
        var stored = Newest(_two.Alice) with { RemoteTarget = "not a URI" };
        var reborn = Reborn(_two.Alice);
        reborn.Do((agent, now) => Assert.False(agent.Restore(new SessionId(Guid.NewGuid()), Call(reborn, stored), now)));
        Assert.Equal(0, reborn.Left);
    }

    [Fact]
    public void Nothing_is_stored_of_a_call_that_is_not_answered_or_whose_answer_may_be_lost()
    {
        _two.Alice.Call(Bob);
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var called = Bob.Single<SipEvent.Invited>().Session;
        Bob.Do((agent, now) => agent.Ring(called, now));
        Bob.Do((agent, now) => agent.Answer(called, Agent.Sdp("answer"), now));
        Assert.False(Bob.Has<SipEvent.Stored>() || _two.Alice.Has<SipEvent.Stored>());
        Network.RunUntil(Bob.Has<SipEvent.Confirmed>);
        Assert.True(Bob.Has<SipEvent.Stored>() && _two.Alice.Has<SipEvent.Stored>());
    }

    (Agent Reborn, SessionId Session, SessionId Bobs) KilledAndRestored(bool aliceCalled)
    {
        var bobs = aliceCalled ? _two.Connect().Bob : BobCalls();
        var (reborn, session) = Restore(_two.Alice, Newest(_two.Alice));
        return (reborn, session, bobs);
    }

    SessionId BobCalls()
    {
        var call = Bob.Call(_two.Alice);
        Network.RunUntil(_two.Alice.Has<SipEvent.Invited>);
        var called = _two.Alice.Single<SipEvent.Invited>().Session;
        _two.Alice.Do((agent, now) => agent.Answer(called, Agent.Sdp("answer"), now));
        Network.RunUntil(() => Bob.Has<SipEvent.Answered>() && _two.Alice.Has<SipEvent.Confirmed>());
        return call;
    }

    static StoredSession Newest(Agent agent) => agent.All<SipEvent.Stored>().Last().What;

    Agent Reborn(Agent killed)
    {
        Network.Remove(killed);
        var reborn = new Agent(Network, killed.Address.ToString(), seed: 1000 + (10 * ++_reborn));
        reborn.Trusts(Bob);
        return reborn;
    }

    (Agent Reborn, SessionId Session) Restore(Agent killed, StoredSession stored)
    {
        var reborn = Reborn(killed);
        var session = new SessionId(Guid.NewGuid());
        reborn.Do((agent, now) => Assert.True(agent.Restore(session, Call(reborn, stored), now)));
        return (reborn, session);
    }

    RestoredCall Call(Agent reborn, StoredSession stored) =>
        new(stored, Guid.Empty, reborn.Trunks[Bob.Address.Address], AccountId: null, Agent.Sdp("again"));
}
