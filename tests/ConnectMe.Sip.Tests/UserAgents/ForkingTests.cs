using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 3261 §13.2.2.4: one INVITE, several phones.</summary>
public class ForkingTests
{
    readonly SimulatedNetwork _network = new();
    readonly Agent _alice;
    readonly Peer _peer;
    readonly SessionId _call;
    readonly SipRequest _invite;

    public ForkingTests()
    {
        _alice = new Agent(_network, "10.0.0.1:5060", 1);
        _peer = new Peer(_network, "10.0.0.2:5060");
        _call = _alice.Call(_alice, plan => plan with { RequestUri = new SipUri("10.0.0.2", "bob"), Flow = _alice.FlowTo(_peer) });
        _network.RunUntil(() => _peer.Requests(SipMethod.Invite).Any());
        _invite = _peer.Requests(SipMethod.Invite).First();
    }

    [Fact]
    public void The_first_answer_has_the_call_and_the_second_is_thanked_and_hung_up_on()
    {
        _peer.Send(_alice, _peer.Response(_invite, 180, "one"));
        _peer.Send(_alice, _peer.Response(_invite, 180, "two"));
        _network.Run(TimeSpan.FromMilliseconds(50));
        _peer.Send(_alice, Answer("two"));
        _network.Run(TimeSpan.FromMilliseconds(50));
        _peer.Send(_alice, Answer("one"));
        _network.Run(TimeSpan.FromMilliseconds(50));

        Assert.Equal("two", _alice.Single<SipEvent.Answered>().Response.To.Tag);
        Assert.Equal(["two", "one"], _peer.Requests(SipMethod.Ack).Select(ack => ack.To.Tag));
        Assert.Equal("one", Assert.Single(_peer.Requests(SipMethod.Bye)).To.Tag);
        Assert.Equal(2, _alice.All<SipEvent.Progressed>().Count());
    }

    [Fact]
    public void An_answer_that_comes_again_is_acknowledged_again()
    {
        _peer.Send(_alice, Answer("one"));
        _network.Run(TimeSpan.FromSeconds(1));
        _peer.Send(_alice, Answer("one"));
        _network.Run(TimeSpan.FromSeconds(1));

        var acks = _peer.Requests(SipMethod.Ack).ToList();
        Assert.Equal(2, acks.Count);
        Assert.Equal(acks[0].CSeq, acks[1].CSeq);
        _alice.Single<SipEvent.Answered>();
    }

    [Fact]
    public void More_branches_than_any_sane_proxy_makes_are_not_remembered()
    {
        for (var i = 0; i < 100; i++)
        {
            _peer.Send(_alice, _peer.Response(_invite, 180, $"branch-{i}"));
        }

        _network.Run(TimeSpan.FromSeconds(1));
        Assert.InRange(_alice.Left, 1, 25);
        _alice.Do((agent, now) => agent.HangUp(_call, now));
        Assert.Equal([1], _alice.Endings(_call));
    }

    SipResponse Answer(string tag)
    {
        var answer = _peer.Response(_invite, 200, tag);
        answer.SetBody(Encoding.UTF8.GetBytes("v=0\r\n"), "application/sdp");
        return answer;
    }
}
