using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 3261 §22: challenges, asked and answered. A trunk's password is for that trunk (A4), and what a device says of itself counts for nothing (A5).</summary>
public class CredentialTests
{
    readonly SimulatedNetwork _network = new();
    readonly Agent _pbx;
    readonly Agent _phone;
    readonly Peer _elsewhere;

    public CredentialTests()
    {
        _pbx = new Agent(_network, "10.0.0.1:5060", 1);
        _phone = new Agent(_network, "10.0.0.2:5060", 2);
        _elsewhere = new Peer(_network, "10.0.0.66:5060");
        _pbx.Accounts["d-7k2m"] = new SipAccount(
            Guid.NewGuid(),
            Guid.NewGuid(),
            "d-7k2m",
            DigestSecret.Of("d-7k2m", Agent.Realm, "right"),
            SipUri.Parse("sip:d-7k2m@pbx.example")
        );
    }

    [Fact, Spec("A5")]
    public void A_device_proves_itself_and_is_who_it_proved_to_be()
    {
        Call("right");
        _network.RunUntil(_pbx.Has<SipEvent.Invited>);

        var invited = _pbx.Single<SipEvent.Invited>();
        Assert.Equal("d-7k2m", Assert.IsType<SipSource.FromDevice>(invited.Source).Account.Username);
        Assert.Null(invited.Caller);
    }

    [Fact]
    public void A_call_with_credentials_runs_to_its_end()
    {
        var call = Call("right");
        _network.RunUntil(_pbx.Has<SipEvent.Invited>);
        var called = _pbx.Single<SipEvent.Invited>().Session;
        _pbx.Do((agent, now) => agent.Answer(called, Agent.Sdp("answer"), now));
        _network.RunUntil(_pbx.Has<SipEvent.Confirmed>);
        _phone.Do((agent, now) => agent.HangUp(call, now));
        _network.Run(TimeSpan.FromMinutes(2));

        Assert.Equal([1], _pbx.Endings(called));
        Assert.Equal((0, 0), (_pbx.Left, _phone.Left));
        Assert.True(_pbx.Received.OfType<SipRequest>().Last(request => request.IsAck).Headers.Contains("Authorization")); // §22.1
    }

    [Fact, Spec("A4")]
    public void A_wrong_password_is_offered_once_and_the_call_fails_with_that_cause()
    {
        Call("wrong");
        _network.RunUntil(_phone.Has<SipEvent.Failed>);

        Assert.Equal(FailureCause.Authentication, _phone.Single<SipEvent.Failed>().Cause);
        Assert.Equal(2, _pbx.Received.OfType<SipRequest>().Count(request => request.IsInvite));
        Assert.False(_pbx.Has<SipEvent.Invited>());
    }

    [Fact, Spec("A4")]
    public void Somebody_elses_challenge_gets_nothing()
    {
        // A call to a device on that address, and one over the trunk that was led astray: both are asked for a password in the trunk's realm.
        Challenge(plan => plan with { Trunk = null });
        Challenge(plan => plan);

        Assert.Equal(2, _phone.All<SipEvent.Failed>().Count(failed => failed.Cause == FailureCause.Authentication));
        Assert.Equal(2, _elsewhere.Requests(SipMethod.Invite).Count());
        Assert.DoesNotContain(_elsewhere.Received, message => message.Headers.Contains("Authorization"));
    }

    [Fact, Spec("A4")]
    public void A_challenge_within_a_call_gets_nothing_when_it_comes_from_another_address_than_the_trunks()
    {
        var call = Call("right");
        _network.RunUntil(_pbx.Has<SipEvent.Invited>);
        var called = _pbx.Single<SipEvent.Invited>().Session;
        _pbx.Do((agent, now) => agent.Answer(called, Agent.Sdp("answer"), now));
        _network.RunUntil(_pbx.Has<SipEvent.Confirmed>);

        // The other side moves: its next Contact leads elsewhere.
        var update = _elsewhere.Request(SipMethod.Update, 40_000, "x");
        var answer = _phone.Single<SipEvent.Answered>().Response;
        update.Headers.Set("Call-ID", answer.CallId);
        update.Headers.Set("From", answer.To);
        update.Headers.Set("To", answer.From);
        _network.Send(_pbx.Address, _phone.Address, MessageWriter.ToArray(update)); // as if it came from there
        _network.Run(TimeSpan.FromMilliseconds(100));
        _phone.Do((agent, now) => agent.HangUp(call, now));
        _network.RunUntil(() => _elsewhere.Requests(SipMethod.Bye).Any());
        var challenge = _elsewhere.Response(
            _elsewhere.Requests(SipMethod.Bye).First(),
            401,
            "x",
            $"WWW-Authenticate: Digest realm=\"{Agent.Realm}\",nonce=\"n\",qop=\"auth\""
        );
        _elsewhere.Send(_phone, challenge);
        _network.Run(TimeSpan.FromSeconds(40));

        Assert.DoesNotContain(_elsewhere.Received, message => message.Headers.Contains("Authorization"));
        Assert.Equal(0, _phone.UserAgent.SessionCount);
    }

    SessionId Call(string password) =>
        _phone.Call(_pbx, plan => plan with { Flow = null, Trunk = Trunk(password), RequestUri = Agent.UriOf(_pbx) });

    SipTrunk Trunk(string password) =>
        new(Guid.NewGuid(), Guid.Empty, Agent.UriOf(_pbx), new TrunkCredentials("d-7k2m", password, Agent.Realm), IsTrusted: true);

    void Challenge(Func<InvitePlan, InvitePlan> change)
    {
        var before = _elsewhere.Requests(SipMethod.Invite).Count();
        _phone.Call(
            _pbx,
            plan =>
                change(plan with { Trunk = Trunk("right"), Flow = _phone.FlowTo(_elsewhere), RequestUri = new SipUri("10.0.0.66", "bob") })
        );
        _network.RunUntil(() => _elsewhere.Requests(SipMethod.Invite).Count() > before);
        var invite = _elsewhere.Requests(SipMethod.Invite).Last();
        _elsewhere.Send(
            _phone,
            _elsewhere.Response(
                invite,
                401,
                "x",
                $"WWW-Authenticate: Digest realm=\"{Agent.Realm}\",nonce=\"n\",qop=\"auth\",algorithm=SHA-256"
            )
        );
        _network.Run(TimeSpan.FromSeconds(2));
    }
}
