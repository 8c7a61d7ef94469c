using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 3261 §14 and RFC 3311: changing a session that exists.</summary>
public class NegotiationTests
{
    readonly TwoAgents _two = new();

    Agent Alice => _two.Alice;

    Agent Bob => _two.Bob;

    SimulatedNetwork Network => _two.Network;

    [Theory, InlineData(true), InlineData(false)]
    public void Either_side_changes_the_session(bool caller)
    {
        var (alice, bob) = _two.Connect();
        var (who, session, other, theirs) = caller ? (Alice, alice, Bob, bob) : (Bob, bob, Alice, alice);
        who.Do((agent, now) => agent.Offer(session, Agent.Sdp("hold"), now));
        Network.RunUntil(other.Has<SipEvent.Offered>);
        Assert.Equal("v=0\r\ns=hold\r\n", Agent.TextOf(other.Single<SipEvent.Offered>().Message));
        other.Do((agent, now) => agent.Accept(theirs, Agent.Sdp("held"), now));
        Network.RunUntil(who.Has<SipEvent.OfferAccepted>);

        Assert.Equal("v=0\r\ns=held\r\n", Agent.TextOf(who.Single<SipEvent.OfferAccepted>().Message));
        who.Do((agent, now) => agent.HangUp(session, now));
        _two.AssertOver(alice, bob);
    }

    [Fact]
    public void A_refused_change_leaves_the_session_as_it_was()
    {
        var (alice, bob) = _two.Connect();
        Alice.Do((agent, now) => agent.Offer(alice, Agent.Sdp("video"), now));
        Network.RunUntil(Bob.Has<SipEvent.Offered>);
        Bob.Do((agent, now) => agent.RefuseOffer(bob, 488, now));
        Network.RunUntil(Alice.Has<SipEvent.OfferRefused>);

        Assert.Equal(488, Alice.Single<SipEvent.OfferRefused>().Status);
        Assert.False(Alice.Has<SipEvent.Ended>() || Bob.Has<SipEvent.Ended>());
    }

    [Fact]
    public void When_both_change_it_at_once_both_changes_come_about_in_the_end()
    {
        var (alice, bob) = _two.Connect();
        Alice.React = happened => AcceptOffers(Alice, happened);
        Bob.React = happened => AcceptOffers(Bob, happened);
        Alice.Do((agent, now) => agent.Offer(alice, Agent.Sdp("a"), now));
        Bob.Do((agent, now) => agent.Offer(bob, Agent.Sdp("b"), now));
        Network.RunUntil(() => Alice.Has<SipEvent.OfferAccepted>() && Bob.Has<SipEvent.OfferAccepted>());

        Assert.Contains(
            Alice.Received.OfType<SipResponse>().Concat(Bob.Received.OfType<SipResponse>()),
            response => response.StatusCode == 491
        );
        Assert.Single(Alice.All<SipEvent.Offered>());
        Assert.Single(Bob.All<SipEvent.Offered>());
    }

    [Fact]
    public void Of_several_changes_that_wait_the_last_counts()
    {
        var (alice, bob) = _two.Connect();
        Bob.React = happened => AcceptOffers(Bob, happened);
        Alice.Do(
            (agent, now) =>
            {
                agent.Offer(alice, Agent.Sdp("first"), now);
                agent.Offer(alice, Agent.Sdp("second"), now);
                agent.Offer(alice, Agent.Sdp("third"), now);
            }
        );
        Network.RunUntil(() => Alice.All<SipEvent.OfferAccepted>().Count() == 2);
        Network.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(
            ["v=0\r\ns=first\r\n", "v=0\r\ns=third\r\n"],
            Bob.All<SipEvent.Offered>().Select(offered => Agent.TextOf(offered.Message))
        );
        Assert.Equal(bob, Bob.All<SipEvent.Offered>().First().Session);
    }

    [Fact]
    public void A_change_before_the_ACK_waits_for_it()
    {
        var call = Alice.Call(Bob);
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var called = Bob.Single<SipEvent.Invited>().Session;
        Bob.Do(
            (agent, now) =>
            {
                agent.Answer(called, Agent.Sdp("answer"), now);
                agent.Offer(called, Agent.Sdp("at once"), now);
            }
        );
        Network.RunUntil(Alice.Has<SipEvent.Offered>);

        Assert.True(Bob.Has<SipEvent.Confirmed>());
        Assert.Equal(call, Alice.Single<SipEvent.Offered>().Session);
    }

    [Fact]
    public void A_change_that_is_still_open_when_the_call_ends_is_answered_with_487()
    {
        var (alice, bob) = _two.Connect();
        Alice.Do((agent, now) => agent.Offer(alice, Agent.Sdp("hold"), now));
        Network.RunUntil(Bob.Has<SipEvent.Offered>);
        Bob.Do((agent, now) => agent.HangUp(bob, now));
        _two.AssertOver(alice, bob);

        Assert.Contains(Alice.Received.OfType<SipResponse>(), response => response.StatusCode == 487);
    }

    [Fact]
    public void An_UPDATE_changes_the_session_like_a_re_INVITE()
    {
        var (alice, peer, call) = ConnectWithPeer();
        var update = peer.Request(SipMethod.Update, 2, call.Tag);
        update.SetBody(Encoding.UTF8.GetBytes("v=0\r\ns=update\r\n"), "application/sdp");
        peer.Send(alice, update);
        Network.RunUntil(alice.Has<SipEvent.Offered>);
        alice.Do((agent, now) => agent.Accept(call.Session, Agent.Sdp("updated"), now));
        Network.RunUntil(() => peer.Responses(200).Any(response => response.CSeq.Method == SipMethod.Update));

        Assert.Equal("v=0\r\ns=updated\r\n", Agent.TextOf(peer.Responses(200).Last()));
    }

    [Fact]
    public void A_second_change_while_the_first_is_open_is_put_off()
    {
        var (alice, peer, call) = ConnectWithPeer();
        peer.Send(alice, Changed(peer.Request(SipMethod.Invite, 2, call.Tag)));
        Network.RunUntil(alice.Has<SipEvent.Offered>);
        peer.Send(alice, Changed(peer.Request(SipMethod.Invite, 3, call.Tag)));
        Network.Run(TimeSpan.FromMilliseconds(100));

        Assert.InRange(int.Parse(Assert.Single(peer.Responses(500)).Headers["Retry-After"]!, null), 0, 10);
    }

    [Fact]
    public void A_request_out_of_order_is_answered_with_500()
    {
        var (alice, peer, call) = ConnectWithPeer();
        peer.Send(alice, peer.Request(SipMethod.Info, 9, call.Tag));
        Network.Run(TimeSpan.FromMilliseconds(100));
        peer.Send(alice, peer.Request(SipMethod.Info, 8, call.Tag));
        Network.Run(TimeSpan.FromMilliseconds(100));

        Assert.Single(peer.Responses(500));
    }

    static SipRequest Changed(SipRequest request)
    {
        request.SetBody(Encoding.UTF8.GetBytes("v=0\r\ns=change\r\n"), "application/sdp");
        return request;
    }

    static void AcceptOffers(Agent agent, SipEvent happened)
    {
        if (happened is SipEvent.Offered offered)
        {
            agent.Do((user, now) => user.Accept(offered.Session, Agent.Sdp("accepted"), now));
        }
    }

    (Agent Alice, Peer Peer, (SessionId Session, string Tag) Call) ConnectWithPeer()
    {
        var peer = new Peer(Network, "10.0.0.3:5060");
        Alice.Trusts(peer);
        peer.Send(Alice, peer.Invite());
        Network.RunUntil(Alice.Has<SipEvent.Invited>);
        var session = Alice.Single<SipEvent.Invited>().Session;
        Alice.Do((agent, now) => agent.Answer(session, Agent.Sdp("answer"), now));
        Network.RunUntil(() => peer.Responses(200).Any());
        var tag = peer.Responses(200).First().To.Tag!;
        peer.Send(Alice, peer.Request(SipMethod.Ack, 1, tag));
        Network.RunUntil(Alice.Has<SipEvent.Confirmed>);
        return (Alice, peer, (session, tag));
    }
}
