using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 3262: provisional responses that arrive.</summary>
public class ReliabilityTests
{
    readonly SimulatedNetwork _network = new();
    readonly Agent _alice;
    readonly Peer _peer;

    public ReliabilityTests()
    {
        _alice = new Agent(_network, "10.0.0.1:5060", 1);
        _peer = new Peer(_network, "10.0.0.2:5060");
        _alice.Trusts(_peer);
    }

    [Fact]
    public void Early_media_is_sent_reliably_to_who_supports_it_and_again_until_the_PRACK()
    {
        var invited = Invite("Supported: 100rel");
        _alice.Do((agent, now) => agent.Progress(invited, Agent.Sdp("early"), now));
        _network.Run(TimeSpan.FromSeconds(2));

        var copies = _peer.Responses(183).ToList();
        Assert.Equal(3, copies.Count); // 0, 0.5 and 1.5 s
        Assert.Contains("100rel", copies[0].Require);
        Acknowledge(copies[0], 2);
        _network.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(3, _peer.Responses(183).Count());
        Assert.Single(_peer.Responses(200), response => response.CSeq.Method == SipMethod.Prack);
    }

    [Fact]
    public void Ringing_alone_is_not_sent_reliably_unless_the_caller_requires_it()
    {
        var invited = Invite("Supported: 100rel");
        _alice.Do((agent, now) => agent.Ring(invited, now));
        _network.Run(TimeSpan.FromSeconds(2));

        Assert.DoesNotContain("100rel", Assert.Single(_peer.Responses(180)).Require);
    }

    [Fact]
    public void A_caller_that_requires_it_gets_each_provisional_response_after_the_last_was_acknowledged()
    {
        var invited = Invite("Require: 100rel");
        _alice.Do(
            (agent, now) =>
            {
                agent.Ring(invited, now);
                agent.Progress(invited, Agent.Sdp("early"), now);
            }
        );
        _network.Run(TimeSpan.FromMilliseconds(100));
        Assert.Empty(_peer.Responses(183));
        Acknowledge(Assert.Single(_peer.Responses(180)), 2);
        _network.Run(TimeSpan.FromMilliseconds(100));

        var first = uint.Parse(_peer.Responses(180).First().Headers["RSeq"]!, null);
        Assert.Equal(first + 1, uint.Parse(Assert.Single(_peer.Responses(183)).Headers["RSeq"]!, null));
    }

    [Fact]
    public void An_answer_waits_until_the_early_session_description_has_arrived()
    {
        var invited = Invite("Supported: 100rel");
        _alice.Do(
            (agent, now) =>
            {
                agent.Progress(invited, Agent.Sdp("early"), now);
                agent.Answer(invited, Agent.Sdp("early"), now);
            }
        );
        _network.Run(TimeSpan.FromMilliseconds(300));
        Assert.Empty(_peer.Responses(200));
        Acknowledge(_peer.Responses(183).First(), 2);
        _network.Run(TimeSpan.FromMilliseconds(300));

        // The answer was given: it is not given again (RFC 6337 §3.1.1).
        Assert.True(Assert.Single(_peer.Responses(200), response => response.CSeq.Method == SipMethod.Invite).Body.IsEmpty);
    }

    [Fact]
    public void A_PRACK_for_nothing_is_answered_with_481()
    {
        var invited = Invite("Supported: 100rel");
        _alice.Do((agent, now) => agent.Progress(invited, Agent.Sdp("early"), now));
        _network.Run(TimeSpan.FromMilliseconds(100));
        var early = _peer.Responses(183).First();
        _peer.Send(_alice, _peer.Request(SipMethod.Prack, 2, early.To.Tag, lines: "RAck: 17 1 INVITE"));
        _network.Run(TimeSpan.FromMilliseconds(100));

        Assert.Single(_peer.Responses(481));
    }

    [Fact]
    public void A_provisional_response_that_nobody_acknowledges_ends_the_call_with_504()
    {
        var invited = Invite("Supported: 100rel");
        _alice.Do((agent, now) => agent.Progress(invited, Agent.Sdp("early"), now));
        _network.Run(TimeSpan.FromSeconds(33));

        Assert.NotEmpty(_peer.Responses(504));
        Assert.Equal(EndCause.ProvisionalNotAcknowledged, _alice.Single<SipEvent.Ended>().Cause);
    }

    [Fact]
    public void Our_own_PRACKs_go_out_once_each_and_in_order()
    {
        _alice.Call(_alice, _ => PlanTo(_peer));
        _network.RunUntil(() => _peer.Requests(SipMethod.Invite).Any());
        var invite = _peer.Requests(SipMethod.Invite).First();
        _peer.Send(_alice, _peer.Response(invite, 180, "a", "Require: 100rel", "RSeq: 5"));
        _network.Run(TimeSpan.FromMilliseconds(100));
        _peer.Send(_alice, _peer.Response(invite, 180, "a", "Require: 100rel", "RSeq: 5")); // again
        _peer.Send(_alice, _peer.Response(invite, 183, "a", "Require: 100rel", "RSeq: 7")); // too early
        _network.Run(TimeSpan.FromMilliseconds(100));
        _peer.Send(_alice, _peer.Response(invite, 183, "a", "Require: 100rel", "RSeq: 6"));
        _network.Run(TimeSpan.FromMilliseconds(100));

        var pracks = _peer.Requests(SipMethod.Prack).DistinctBy(prack => prack.CSeq.Number).Select(prack => prack.Headers["RAck"]);
        Assert.Equal([$"5 {invite.CSeq}", $"6 {invite.CSeq}"], pracks);
        Assert.Equal(2, _alice.All<SipEvent.Progressed>().Count());
    }

    [Fact]
    public void An_offer_in_a_reliable_response_is_answered_in_the_PRACK()
    {
        var call = _alice.Call(_alice, _ => PlanTo(_peer) with { Sdp = default });
        _network.RunUntil(() => _peer.Requests(SipMethod.Invite).Any());
        var early = _peer.Response(_peer.Requests(SipMethod.Invite).First(), 183, "a", "Require: 100rel", "RSeq: 5");
        early.SetBody(Encoding.UTF8.GetBytes("v=0\r\n"), "application/sdp");
        _peer.Send(_alice, early);
        _network.RunUntil(_alice.Has<SipEvent.Progressed>);
        Assert.Empty(_peer.Requests(SipMethod.Prack));
        _alice.Do((agent, now) => agent.Accept(call, Agent.Sdp("answer"), now));
        _network.RunUntil(() => _peer.Requests(SipMethod.Prack).Any());

        Assert.Equal("v=0\r\ns=answer\r\n", Agent.TextOf(_peer.Requests(SipMethod.Prack).First()));
    }

    InvitePlan PlanTo(Peer peer) =>
        new()
        {
            RequestUri = new SipUri("10.0.0.2", "bob"),
            Flow = _alice.FlowTo(peer),
            Tenant = Guid.Empty,
            From = new NameAddress(new SipUri("10.0.0.1", "alice")),
            Sdp = Agent.Sdp("offer"),
        };

    SessionId Invite(params string[] lines)
    {
        _peer.Send(_alice, _peer.Invite(lines));
        _network.RunUntil(_alice.Has<SipEvent.Invited>);
        return _alice.Single<SipEvent.Invited>().Session;
    }

    void Acknowledge(SipResponse response, uint sequence) =>
        _peer.Send(
            _alice,
            _peer.Request(SipMethod.Prack, sequence, response.To.Tag, lines: $"RAck: {response.Headers["RSeq"]} {response.CSeq}")
        );
}
