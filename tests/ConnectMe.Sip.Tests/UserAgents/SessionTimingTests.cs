using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 4028 in a whole call: a session whose peer died does not live on (C6).</summary>
public class SessionTimingTests
{
    readonly TwoAgents _two = new();

    Agent Alice => _two.Alice;

    Agent Bob => _two.Bob;

    SimulatedNetwork Network => _two.Network;

    [Fact]
    public void A_long_call_is_refreshed_and_goes_on()
    {
        _two.Connect();
        Network.Run(TimeSpan.FromHours(3));

        Assert.False(Alice.Has<SipEvent.Ended>() || Bob.Has<SipEvent.Ended>());
        var refreshes = Alice.Received.Concat(Bob.Received).OfType<SipRequest>().Count(request => request.Method == SipMethod.Update);
        Assert.Equal(11, refreshes); // every 900 s
        Assert.False(Alice.Has<SipEvent.Offered>() || Bob.Has<SipEvent.Offered>());
    }

    [Fact, Spec("C6")]
    public void A_call_whose_cable_was_pulled_ends_on_both_sides()
    {
        var (alice, bob) = _two.Connect();
        Network.Unplugged.Add(Alice.Address);
        Network.Run(TimeSpan.FromSeconds(1800 + 32));

        Assert.Equal(EndCause.Expired, Alice.Single<SipEvent.Ended>().Cause);
        Assert.Equal(EndCause.PeerGone, Bob.Single<SipEvent.Ended>().Cause);
        Network.Run(TimeSpan.FromMinutes(2));
        Assert.Equal([1], Alice.Endings(alice));
        Assert.Equal([1], Bob.Endings(bob));
        Assert.Equal((0, 0), (Alice.Left, Bob.Left));
    }

    [Fact]
    public void A_caller_that_wants_it_too_short_is_told_the_minimum()
    {
        var peer = new Peer(Network, "10.0.0.3:5060");
        Alice.Trusts(peer);
        peer.Send(Alice, peer.Invite("Supported: timer", "Session-Expires: 30"));
        Network.Run(TimeSpan.FromMilliseconds(100));

        Assert.Equal("90", Assert.Single(peer.Responses(422)).Headers["Min-SE"]);
        Assert.False(Alice.Has<SipEvent.Invited>());
    }

    [Fact]
    public void A_callee_that_wants_it_longer_gets_it()
    {
        var longer = new Agent(
            Network,
            "10.0.0.4:5060",
            7,
            options => options with { MinimumSessionExpires = TimeSpan.FromSeconds(3600), SessionExpires = TimeSpan.FromSeconds(7200) }
        );
        longer.Trusts(Alice);
        Alice.Call(longer);
        Network.RunUntil(longer.Has<SipEvent.Invited>);

        Assert.Equal("3600", longer.Single<SipEvent.Invited>().Request.Headers["Session-Expires"]);
        Assert.Equal("3600", longer.Single<SipEvent.Invited>().Request.Headers["Min-SE"]);
        Assert.Contains(Alice.Received.OfType<SipResponse>(), response => response.StatusCode == 422);
    }

    [Fact]
    public void A_peer_without_UPDATE_is_refreshed_by_re_INVITE_with_what_was_offered_before()
    {
        var peer = new Peer(Network, "10.0.0.3:5060");
        Alice.Trusts(peer);
        peer.Send(Alice, peer.Invite("Allow: INVITE, ACK, BYE"));
        Network.RunUntil(Alice.Has<SipEvent.Invited>);
        var session = Alice.Single<SipEvent.Invited>().Session;
        Alice.Do((agent, now) => agent.Answer(session, Agent.Sdp("answer"), now));
        Network.RunUntil(() => peer.Responses(200).Any());
        var answer = peer.Responses(200).First();
        Assert.Equal("1800;refresher=uas", answer.Headers["Session-Expires"]);
        Assert.DoesNotContain("timer", answer.Require); // the caller does not know the extension
        peer.Send(Alice, peer.Request(SipMethod.Ack, 1, answer.To.Tag));
        Network.RunUntil(() => peer.Requests(SipMethod.Invite).Any(), TimeSpan.FromSeconds(901));
        var refresh = peer.Requests(SipMethod.Invite).First();
        Assert.Equal("v=0\r\ns=answer\r\n", Agent.TextOf(refresh));

        // What changed nothing is no news.
        var same = peer.Response(refresh, 200, "peer", "Session-Expires: 1800;refresher=uac");
        same.SetBody(Encoding.UTF8.GetBytes("v=0\r\ns=offer\r\n"), "application/sdp");
        peer.Send(Alice, same);
        Network.RunUntil(() => peer.Requests(SipMethod.Invite).Count() == 2, TimeSpan.FromSeconds(910));
        Assert.False(Alice.Has<SipEvent.OfferAccepted>());

        // Whoever refuses it is there all the same.
        peer.Send(Alice, peer.Response(peer.Requests(SipMethod.Invite).Last(), 488));
        Network.Run(TimeSpan.FromSeconds(890));
        Assert.False(Alice.Has<SipEvent.Ended>());
    }

    [Fact]
    public void A_session_without_a_timer_on_the_other_side_does_not_expire()
    {
        var peer = new Peer(Network, "10.0.0.3:5060");
        Alice.Call(Bob, plan => plan with { RequestUri = new SipUri("10.0.0.3", "bob"), Flow = Alice.FlowTo(peer) });
        Network.RunUntil(() => peer.Requests(SipMethod.Invite).Any());
        var answer = peer.Response(peer.Requests(SipMethod.Invite).First(), 200);
        peer.Send(Alice, answer);
        Network.Run(TimeSpan.FromHours(5));

        Assert.False(Alice.Has<SipEvent.Ended>());
    }
}
