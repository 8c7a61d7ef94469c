using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 3515, RFC 3891 and RFC 3892: calls passed on.</summary>
public class TransferTests
{
    readonly TwoAgents _two = new();

    Agent Alice => _two.Alice;

    Agent Bob => _two.Bob;

    SimulatedNetwork Network => _two.Network;

    [Fact]
    public void A_blind_transfer_is_accepted_and_reported_until_it_is_done()
    {
        var (alice, bob) = _two.Connect();
        var by = new NameAddress(SipUri.Parse("sip:alice@pbx.example"));
        Alice.Do((agent, _) => agent.Refer(alice, SipUri.Parse("sip:carol@pbx.example"), referredBy: by));
        Network.RunUntil(Bob.Has<SipEvent.Referred>);
        var referred = Bob.Single<SipEvent.Referred>();
        Assert.Equal((bob, "sip:carol@pbx.example", null), (referred.Session, referred.Target.ToString(), referred.Replaces));
        Assert.Equal(by, referred.ReferredBy);
        Bob.Do((agent, _) => agent.AcceptReferral(bob, referred.Referral));
        Network.RunUntil(() => Alice.All<SipEvent.ReferralProgressed>().Any(progress => progress.Status == 100));
        Bob.Do((agent, _) => agent.ReportReferral(bob, referred.Referral, 180));
        Bob.Do((agent, _) => agent.ReportReferral(bob, referred.Referral, 200));
        Network.RunUntil(() => Alice.All<SipEvent.ReferralProgressed>().Any(progress => progress.Status == 200));

        Assert.Equal([100, 180, 200], Alice.All<SipEvent.ReferralProgressed>().Select(progress => progress.Status).Order());
        var last = Alice.Received.OfType<SipRequest>().Last(request => request.Method == SipMethod.Notify);
        Assert.Equal("terminated;reason=noresource", last.Headers["Subscription-State"]);
        Alice.Do((agent, now) => agent.HangUp(alice, now));
        _two.AssertOver(alice, bob);
    }

    [Fact]
    public void A_transfer_that_is_refused_is_said_to_be()
    {
        var (alice, bob) = _two.Connect();
        Alice.Do((agent, _) => agent.Refer(alice, SipUri.Parse("sip:carol@pbx.example")));
        Network.RunUntil(Bob.Has<SipEvent.Referred>);
        Bob.Do((agent, _) => agent.RefuseReferral(bob, Bob.Single<SipEvent.Referred>().Referral, 603));
        Network.RunUntil(Alice.Has<SipEvent.ReferralProgressed>);

        Assert.Equal(603, Alice.Single<SipEvent.ReferralProgressed>().Status);
        Assert.False(Alice.Has<SipEvent.Ended>());
    }

    [Fact]
    public void An_attended_transfer_names_the_other_call_and_it_is_found()
    {
        var (alice, bob) = _two.Connect();
        var second = Alice.Call(Bob);
        Network.RunUntil(() => Bob.All<SipEvent.Invited>().Count() == 2);
        var consulted = Bob.All<SipEvent.Invited>().Last().Session;
        Bob.Do((agent, now) => agent.Answer(consulted, Agent.Sdp("answer"), now));
        Network.RunUntil(() => Bob.All<SipEvent.Confirmed>().Count() == 2);
        Alice.Do((agent, _) => agent.Refer(alice, Agent.UriOf(Bob), replaces: second));
        Network.RunUntil(Bob.Has<SipEvent.Referred>);

        Assert.Equal(consulted, Bob.Single<SipEvent.Referred>().Replaces);
        Assert.Empty(Bob.Single<SipEvent.Referred>().Target.Headers);
        Assert.Equal(bob, Bob.Single<SipEvent.Referred>().Session);
    }

    [Fact]
    public void An_INVITE_with_Replaces_names_the_call_that_it_takes_over()
    {
        var (_, bob) = _two.Connect();
        var answer = Alice.Single<SipEvent.Answered>().Response;
        var replaces = $"{answer.CallId};to-tag={answer.To.Tag};from-tag={answer.From.Tag}";
        Alice.Call(Bob, plan => plan with { Headers = [new("Replaces", replaces), new("Require", "replaces")] });
        Network.RunUntil(() => Bob.All<SipEvent.Invited>().Count() == 2);

        Assert.Equal(bob, Bob.All<SipEvent.Invited>().Last().Replaces);
    }

    [Theory]
    [InlineData("nobody;to-tag=a;from-tag=b", 481)]
    [InlineData("no tags", 400)]
    public void A_Replaces_that_leads_nowhere_is_refused(string replaces, int status)
    {
        _two.Connect();
        Alice.Call(Bob, plan => plan with { Headers = [new("Replaces", replaces)] });
        Network.RunUntil(Alice.Has<SipEvent.Failed>);

        Assert.Equal(status, Alice.Single<SipEvent.Failed>().Status);
    }

    [Fact]
    public void Nobody_takes_over_a_call_of_another_tenant()
    {
        _two.Connect();
        Bob.Trunks[Alice.Address.Address] = Bob.Trunks[Alice.Address.Address] with { Tenant = Guid.NewGuid() };
        var answer = Alice.Single<SipEvent.Answered>().Response;
        var replaces = $"{answer.CallId};to-tag={answer.To.Tag};from-tag={answer.From.Tag}";
        Alice.Call(Bob, plan => plan with { Headers = [new("Replaces", replaces)] });
        Network.RunUntil(Alice.Has<SipEvent.Failed>);

        Assert.Equal(481, Alice.Single<SipEvent.Failed>().Status);
    }

    [Fact]
    public void Only_an_early_call_is_taken_over_by_who_asks_for_an_early_one()
    {
        _two.Connect();
        var answer = Alice.Single<SipEvent.Answered>().Response;
        var replaces = $"{answer.CallId};to-tag={answer.To.Tag};from-tag={answer.From.Tag};early-only";
        Alice.Call(Bob, plan => plan with { Headers = [new("Replaces", replaces)] });
        Network.RunUntil(Alice.Has<SipEvent.Failed>);

        Assert.Equal(486, Alice.Single<SipEvent.Failed>().Status);
    }

    [Theory]
    [InlineData("<file:///etc/passwd>", 603)]
    [InlineData("<sip:carol@pbx.example;method=BYE>", 603)]
    [InlineData("<sip:carol@pbx.example?Replaces=x%3Bto-tag%3Da%3Bfrom-tag%3Db>", 481)]
    [InlineData("nonsense", 400)]
    public void A_REFER_to_what_is_no_call_is_refused(string referTo, int status)
    {
        var peer = new Peer(Network, "10.0.0.3:5060");
        Alice.Trusts(peer);
        peer.Send(Alice, peer.Invite());
        Network.RunUntil(Alice.Has<SipEvent.Invited>);
        var session = Alice.Single<SipEvent.Invited>().Session;
        Alice.Do((agent, now) => agent.Answer(session, Agent.Sdp("answer"), now));
        Network.RunUntil(() => peer.Responses(200).Any());
        var tag = peer.Responses(200).First().To.Tag;
        peer.Send(Alice, peer.Request(SipMethod.Ack, 1, tag));
        peer.Send(Alice, peer.Request(SipMethod.Refer, 2, tag, lines: $"Refer-To: {referTo}"));
        Network.Run(TimeSpan.FromMilliseconds(100));

        Assert.Single(peer.Responses(status));
        Assert.False(Alice.Has<SipEvent.Referred>());
    }
}
