using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 3323 and RFC 3325: who calls, who may know it, and who is believed (A5).</summary>
public class IdentityTests
{
    readonly SimulatedNetwork _network = new();
    readonly Agent _alice;
    readonly Peer _peer;

    public IdentityTests()
    {
        _alice = new Agent(_network, "10.0.0.1:5060", 1);
        _peer = new Peer(_network, "10.0.0.2:5060");
    }

    [Theory, InlineData(true, "sip:+31201234567@provider.example"), InlineData(false, "sip:bob@example.com")]
    public void An_asserted_identity_is_believed_from_a_trusted_trunk_only(bool isTrusted, string caller)
    {
        _alice.Trusts(_peer, isTrusted);
        _peer.Send(_alice, _peer.Invite("P-Asserted-Identity: \"Shop\" <sip:+31201234567@provider.example>"));
        _network.RunUntil(_alice.Has<SipEvent.Invited>);

        var identity = _alice.Single<SipEvent.Invited>().Caller!;
        Assert.Equal((caller, isTrusted), (identity.Address.Uri.ToString(), identity.IsAsserted));
    }

    [Theory, InlineData("id", true), InlineData("user;id", true), InlineData("none", false)]
    public void A_caller_may_ask_not_to_be_shown(string privacy, bool isPrivate)
    {
        _alice.Trusts(_peer);
        _peer.Send(_alice, _peer.Invite($"Privacy: {privacy}"));
        _network.RunUntil(_alice.Has<SipEvent.Invited>);

        Assert.Equal(isPrivate, _alice.Single<SipEvent.Invited>().Caller!.IsPrivate);
    }

    [Theory]
    [InlineData(true, true, true)] // the provider must know who calls, and is told not to say it
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    public void An_identity_is_told_to_a_trusted_trunk_only(bool isTrusted, bool isPrivate, bool isTold)
    {
        var invite = InviteOf(plan => plan with { Trunk = _alice.Trusts(_peer, isTrusted), IsPrivate = isPrivate });

        Assert.Equal(isTold, invite.Headers.Contains("P-Asserted-Identity"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_device_is_shown_a_caller_that_may_be_shown(bool isPrivate)
    {
        var invite = InviteOf(plan => plan with { IsPrivate = isPrivate });

        Assert.Equal(!isPrivate, invite.Headers.Contains("P-Asserted-Identity"));
    }

    [Fact]
    public void An_anonymous_caller_leaves_no_trace_in_the_request()
    {
        var invite = InviteOf(plan => plan with { IsPrivate = true });

        Assert.Equal("sip:anonymous@anonymous.invalid", invite.From.Uri.ToString());
        Assert.Equal("id", invite.Headers["Privacy"]);
        Assert.DoesNotContain(invite.Headers, header => header.Value.Contains("alice", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Headers_in_a_registered_contact_lead_nowhere()
    {
        var invite = InviteOf(plan => plan with { RequestUri = SipUri.Parse("sip:bob@10.0.0.2?Route=%3Csip:evil.example%3E&Subject=x") });

        Assert.Equal("sip:bob@10.0.0.2", invite.RequestUri.ToString());
        Assert.Empty(invite.Routes);
    }

    SipRequest InviteOf(Func<InvitePlan, InvitePlan> change)
    {
        _alice.Call(
            _alice,
            plan =>
                change(
                    plan with
                    {
                        RequestUri = new SipUri("10.0.0.2", "bob"),
                        Flow = _alice.FlowTo(_peer),
                        AssertedIdentity = new NameAddress(new SipUri("pbx.example", "+31207654321")),
                    }
                )
        );
        _network.RunUntil(() => _peer.Requests(SipMethod.Invite).Any());
        return _peer.Requests(SipMethod.Invite).First();
    }
}
