using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 3261 §9: giving up a call that nobody has answered, or just has.</summary>
public class CancelTests
{
    readonly TwoAgents _two = new();

    Agent Alice => _two.Alice;

    Agent Bob => _two.Bob;

    SimulatedNetwork Network => _two.Network;

    [Fact]
    public void A_caller_who_gives_up_stops_the_ringing_and_says_why()
    {
        var call = Alice.Call(Bob);
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var called = Bob.Single<SipEvent.Invited>().Session;
        Bob.Do((agent, now) => agent.Ring(called, now));
        Network.RunUntil(Alice.Has<SipEvent.Progressed>);
        Alice.Do((agent, now) => agent.HangUp(call, now, SessionReason.AnsweredElsewhere));
        Network.RunUntil(Bob.Has<SipEvent.Ended>);

        Assert.Equal(
            (EndCause.Cancelled, SessionReason.AnsweredElsewhere),
            (Bob.Single<SipEvent.Ended>().Cause, Bob.Single<SipEvent.Ended>().Reason)
        );
        _two.AssertOver(call, called);
        Assert.Contains(Alice.Received.OfType<SipResponse>(), response => response.StatusCode == 487);
    }

    [Fact]
    public void An_answer_that_crosses_the_CANCEL_is_acknowledged_and_hung_up_on()
    {
        var call = Alice.Call(Bob);
        Network.RunUntil(Bob.Has<SipEvent.Invited>);
        var called = Bob.Single<SipEvent.Invited>().Session;
        Bob.Do((agent, now) => agent.Ring(called, now));
        Network.RunUntil(Alice.Has<SipEvent.Progressed>);
        Bob.Do((agent, now) => agent.Answer(called, Agent.Sdp("answer"), now));
        Alice.Do((agent, now) => agent.HangUp(call, now));
        _two.AssertOver(call, called);

        Assert.False(Alice.Has<SipEvent.Answered>());
        Assert.Equal(EndCause.PeerHungUp, Bob.Single<SipEvent.Ended>().Cause);
        Assert.Single(Bob.Received.OfType<SipRequest>(), request => request.Method == SipMethod.Bye);
    }

    [Fact]
    public void Giving_up_before_any_response_waits_with_the_CANCEL_for_one()
    {
        var call = Alice.Call(Bob);
        Alice.Do((agent, now) => agent.HangUp(call, now));
        Network.RunUntil(Bob.Has<SipEvent.Ended>);
        _two.AssertOver(call, Bob.Single<SipEvent.Invited>().Session);

        Assert.Equal(EndCause.HungUp, Alice.Single<SipEvent.Ended>().Cause);
    }

    [Fact]
    public void A_peer_that_says_nothing_is_given_up_after_four_seconds()
    {
        Network.Unplugged.Add(Bob.Address);
        var calledAt = Network.Now;
        Alice.Call(Bob);
        Network.RunUntil(Alice.Has<SipEvent.Failed>);

        Assert.Equal((FailureCause.Timeout, 408), (Alice.Single<SipEvent.Failed>().Cause, Alice.Single<SipEvent.Failed>().Status));
        Assert.Equal(TimeSpan.FromSeconds(4), Network.Now - calledAt);
        Network.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(0, Alice.Left);
    }

    [Fact]
    public void An_address_that_leads_nowhere_fails_as_a_transport_does()
    {
        Alice.Call(Bob, plan => plan with { Flow = null, RequestUri = new SipUri("nowhere.invalid", "bob") });
        Network.RunUntil(Alice.Has<SipEvent.Failed>);

        Assert.Equal(FailureCause.Transport, Alice.Single<SipEvent.Failed>().Cause);
        Assert.Equal(0, Alice.Left);
    }

    [Fact]
    public void An_invitation_has_the_time_that_its_Expires_says()
    {
        var call = Alice.Call(Bob, plan => plan with { Headers = [new("Expires", "20")] });
        Network.RunUntil(Bob.Has<SipEvent.Ended>);
        var called = Bob.Single<SipEvent.Invited>().Session;

        Assert.Equal(EndCause.Cancelled, Bob.Single<SipEvent.Ended>().Cause);
        _two.AssertOver(call, called);
        Assert.Equal(FailureCause.NoAnswer, Alice.Single<SipEvent.Failed>().Cause);
    }
}
