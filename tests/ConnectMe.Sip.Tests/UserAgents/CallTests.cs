using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 3261 §13 and §15: sessions begun and ended, between two of ours.</summary>
public class CallTests
{
    readonly TwoAgents _two = new();

    Agent Alice => _two.Alice;

    Agent Bob => _two.Bob;

    SimulatedNetwork Network => _two.Network;

    [Fact]
    public void A_call_rings_is_answered_and_acknowledged()
    {
        var call = Alice.Call(Bob);
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var invited = Bob.Single<SipEvent.Invited>();
        Bob.Do((agent, now) => agent.Ring(invited.Session, now));
        Network.RunUntil(Alice.Has<SipEvent.Progressed>);
        Bob.Do((agent, now) => agent.Answer(invited.Session, Agent.Sdp("answer"), now));
        Network.RunUntil(Bob.Has<SipEvent.Confirmed>);

        Assert.Equal("v=0\r\ns=offer\r\n", Agent.TextOf(invited.Request));
        Assert.Equal(180, Alice.Single<SipEvent.Progressed>().Response.StatusCode);
        Assert.Equal("v=0\r\ns=answer\r\n", Agent.TextOf(Alice.Single<SipEvent.Answered>().Response));
        Assert.Null(Bob.Single<SipEvent.Confirmed>().Ack!.ContentType);
        Assert.Equal(call, Alice.Single<SipEvent.Answered>().Session);
        Assert.Contains(Alice.Received.OfType<SipResponse>(), response => response.StatusCode == 100);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Either_side_hangs_up_and_says_why(bool caller)
    {
        var (alice, bob) = _two.Connect();
        var reason = new SessionReason("Q.850", 16, "Normal call clearing");
        var (who, session) = caller ? (Alice, alice) : (Bob, bob);
        who.Do((agent, now) => agent.HangUp(session, now, reason));
        _two.AssertOver(alice, bob);

        var (here, there) = caller ? (Alice, Bob) : (Bob, Alice);
        Assert.Equal(EndCause.HungUp, here.Single<SipEvent.Ended>().Cause);
        Assert.Equal(EndCause.PeerHungUp, there.Single<SipEvent.Ended>().Cause);
        Assert.Equal(reason, there.Single<SipEvent.Ended>().Reason);
    }

    [Fact]
    public void Both_hang_up_at_once()
    {
        var (alice, bob) = _two.Connect();
        Alice.Do((agent, now) => agent.HangUp(alice, now));
        Bob.Do((agent, now) => agent.HangUp(bob, now));

        _two.AssertOver(alice, bob);
    }

    [Theory]
    [InlineData(486, FailureCause.Busy)]
    [InlineData(480, FailureCause.NoAnswer)]
    [InlineData(603, FailureCause.Refused)]
    [InlineData(404, FailureCause.NotFound)]
    [InlineData(488, FailureCause.NotAcceptable)]
    [InlineData(503, FailureCause.Unavailable)]
    [InlineData(302, FailureCause.Redirected)]
    public void A_refusal_has_a_cause_that_says_what_to_try_next(int status, FailureCause cause)
    {
        var call = Alice.Call(Bob);
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var called = Bob.Single<SipEvent.Invited>().Session;
        Bob.Do((agent, now) => agent.Refuse(called, status, now));
        _two.AssertOver(call, called);

        var failed = Alice.Single<SipEvent.Failed>();
        Assert.Equal((cause, status), (failed.Cause, failed.Status));
        Assert.Equal(EndCause.Refused, Bob.Single<SipEvent.Ended>().Cause);
    }

    [Fact]
    public void An_offer_may_be_left_to_the_callee()
    {
        var call = Alice.Call(Bob, plan => plan with { Sdp = default });
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var called = Bob.Single<SipEvent.Invited>();
        Assert.True(called.Request.Body.IsEmpty);
        Bob.Do((agent, now) => agent.Answer(called.Session, Agent.Sdp("their offer"), now));
        Network.RunUntil(Alice.Has<SipEvent.Answered>);
        Network.Run(TimeSpan.FromSeconds(3));
        Assert.False(Bob.Has<SipEvent.Confirmed>());
        Alice.Do((agent, now) => agent.Accept(call, Agent.Sdp("our answer"), now));
        Network.RunUntil(Bob.Has<SipEvent.Confirmed>);

        Assert.Equal("v=0\r\ns=our answer\r\n", Agent.TextOf(Bob.Single<SipEvent.Confirmed>().Ack!));
    }

    [Fact]
    public void An_offer_that_the_callee_made_and_nobody_answers_ends_the_call_in_order()
    {
        var call = Alice.Call(Bob, plan => plan with { Sdp = default });
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var called = Bob.Single<SipEvent.Invited>().Session;
        Bob.Do((agent, now) => agent.Answer(called, Agent.Sdp("their offer"), now));
        Network.RunUntil(Alice.Has<SipEvent.Answered>);
        Alice.Do((agent, now) => agent.HangUp(call, now));

        _two.AssertOver(call, called);
    }

    [Fact]
    public void Who_answers_and_hangs_up_at_once_says_BYE_after_the_ACK()
    {
        var call = Alice.Call(Bob);
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var called = Bob.Single<SipEvent.Invited>().Session;
        Bob.Do(
            (agent, now) =>
            {
                agent.Answer(called, Agent.Sdp("answer"), now);
                agent.HangUp(called, now);
            }
        );
        _two.AssertOver(call, called);

        var order = Bob.Received.OfType<SipRequest>().Select(request => request.Method.Name);
        Assert.Equal(["INVITE", "ACK"], order);
        Assert.Single(Alice.Received.OfType<SipRequest>(), request => request.Method == SipMethod.Bye);
    }

    [Fact]
    public void An_answer_that_nobody_acknowledges_is_given_up_after_32_seconds_with_BYE()
    {
        var call = Alice.Call(Bob);
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        Network.Unplugged.Add(Alice.Address);
        var called = Bob.Single<SipEvent.Invited>().Session;
        var answeredAt = Network.Now;
        Bob.Do((agent, now) => agent.Answer(called, Agent.Sdp("answer"), now));
        Network.RunUntil(Bob.Has<SipEvent.Ended>);

        Assert.Equal(EndCause.NotAcknowledged, Bob.Single<SipEvent.Ended>().Cause);
        Assert.Equal(TimeSpan.FromSeconds(32), Network.Now - answeredAt);
        Network.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(0, Bob.Left);
        Assert.Equal([1], Alice.Endings(call));
    }

    [Fact]
    public void A_peer_that_is_gone_ends_the_session_when_asked_for_anything()
    {
        var (alice, _) = _two.Connect();
        Network.Unplugged.Add(Bob.Address);
        Alice.Do((agent, now) => agent.Offer(alice, Agent.Sdp("hold"), now));
        Network.RunUntil(Alice.Has<SipEvent.Ended>);

        Assert.Equal(EndCause.PeerGone, Alice.Single<SipEvent.Ended>().Cause);
    }

    [Theory, InlineData("5", '5'), InlineData("#", '#'), InlineData("a", 'A')]
    public void Digits_go_by_INFO(string sent, char received)
    {
        var (alice, _) = _two.Connect();
        Alice.Do((agent, _) => agent.SendDigit(alice, sent[0], TimeSpan.FromMilliseconds(250)));
        Network.RunUntil(Bob.Has<SipEvent.DigitReceived>);

        var digit = Bob.Single<SipEvent.DigitReceived>();
        Assert.Equal((received, TimeSpan.FromMilliseconds(250)), (digit.Digit, digit.Duration));
    }
}
