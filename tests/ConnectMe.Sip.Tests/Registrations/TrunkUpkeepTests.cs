using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Tests.Authentication;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Registrations;

public sealed class TrunkUpkeepTests : ITransactionUser
{
    static readonly SipFlow FromProvider = new(SipProtocol.Udp, Some.Server, IPEndPoint.Parse("203.0.113.5:5060"), 0);
    static readonly RegistrationPlan Plan = new(
        Some.Trunk,
        SipUri.Parse("sip:provider.example"),
        SipUri.Parse("sip:31850001@provider.example"),
        "cm-1"
    );

    readonly Wire _wire;
    TrunkUpkeep _upkeep = null!;

    public TrunkUpkeepTests() =>
        _wire = new Wire(transactions =>
        {
            _upkeep = new TrunkUpkeep(transactions, new SeededRandom(5));
            return this;
        });

    [Fact]
    public void A_trunk_is_registered_and_asked_whether_it_is_there()
    {
        Keep();
        Register();

        Assert.Equal(RegistrationOutcome.Registered, _upkeep.RegistrationOf(Some.Trunk.Id)!.Outcome);
        Assert.True(_upkeep.ReachabilityOf(Some.Trunk.Id)!.IsUp);
        Assert.Contains(
            Events(),
            happened => happened is SipEvent.TrunkRegistrationChanged { State.Outcome: RegistrationOutcome.Registered }
        );
    }

    [Fact, Spec("A4")]
    public void A_challenge_from_an_address_that_the_name_does_not_lead_to_gets_no_credentials()
    {
        Keep();
        var register = Assert.Single(_wire.TakeRequests(SipMethod.Register));
        var stranger = FromProvider with { Remote = IPEndPoint.Parse("198.51.100.66:5060") };

        _wire.Answer(Challenge(register), stranger);

        Assert.Empty(_wire.TakeRequests(SipMethod.Register));
        Assert.Equal(RegistrationOutcome.ForeignRealm, _upkeep.RegistrationOf(Some.Trunk.Id)!.Outcome);
    }

    [Fact, Spec("R11")]
    public void A_trunk_that_was_away_is_registered_again_as_soon_as_it_answers()
    {
        Keep();
        _wire.Pass(TimeSpan.FromSeconds(40)); // REGISTER given up, OPTIONS asked again
        Assert.Equal(RegistrationOutcome.NoAnswer, _upkeep.RegistrationOf(Some.Trunk.Id)!.Outcome);
        Assert.False(_upkeep.ReachabilityOf(Some.Trunk.Id)!.IsUp);
        var ping = _wire.TakeRequests(SipMethod.Options)[^1];
        _wire.TakeRequests(SipMethod.Register);

        _upkeep.Suspect(Some.Trunk.Id, _wire.Now);
        _wire.Do(now => _upkeep.Suspect(Some.Trunk.Id, now));
        ping = _wire.TakeRequests(SipMethod.Options) is [.., var latest] ? latest : ping;
        _wire.Answer(ping, 200, FromProvider);

        Assert.True(_upkeep.ReachabilityOf(Some.Trunk.Id)!.IsUp);
        Assert.Single(_wire.TakeRequests(SipMethod.Register));
    }

    [Fact]
    public void The_same_settings_again_change_nothing()
    {
        Keep();
        Register();
        _wire.Sent.Clear();

        Keep();

        Assert.Empty(_wire.Sent);
    }

    [Fact]
    public void Another_password_registers_anew_and_does_not_take_the_Contact_off()
    {
        Keep();
        Register();
        _wire.Sent.Clear();
        var changed = Some.Trunk with { Credentials = new("3185", "anders", "provider.example") };

        _wire.Do(now => _upkeep.Keep(changed, Plan with { Trunk = changed }, now));

        Assert.NotEqual(0, Assert.Single(_wire.TakeRequests(SipMethod.Register)).Expires);
    }

    [Fact]
    public void A_trunk_that_is_dropped_is_unregistered_and_let_go_when_that_is_answered()
    {
        Keep();
        Register();
        _wire.Sent.Clear();

        _wire.Do(now => _upkeep.Drop(Some.Trunk.Id, now));
        var off = Assert.Single(_wire.TakeRequests(SipMethod.Register));
        Assert.Equal(0, off.Expires);
        Assert.False(_upkeep.HasLetGo);

        _wire.Answer(off, 200, FromProvider);
        Assert.True(_upkeep.HasLetGo);
        Assert.Null(_upkeep.RegistrationOf(Some.Trunk.Id));
        _wire.Pass(TimeSpan.FromMinutes(30));
        Assert.Empty(_wire.Sent);
    }

    [Fact]
    public void A_trunk_by_address_is_only_asked_whether_it_is_there()
    {
        _wire.Do(now => _upkeep.Keep(Some.Trunk, null, now));

        Assert.Empty(_wire.TakeRequests(SipMethod.Register));
        Assert.Single(_wire.TakeRequests(SipMethod.Options));
        _wire.Do(now => _upkeep.Drop(Some.Trunk.Id, now));
        Assert.True(_upkeep.HasLetGo);
        Assert.Null(_upkeep.NextTimeout);
    }

    void ITransactionUser.Handle(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now) =>
        Assert.Fail("Nothing is asked of us here.");

    void ITransactionUser.HandleAck(SipRequest ack, SipFlow flow, DateTimeOffset now) => Assert.Fail("No ACK belongs here.");

    void ITransactionUser.HandleCancel(ServerTransaction invite, SipRequest cancel, DateTimeOffset now) =>
        Assert.Fail("No CANCEL belongs here.");

    void ITransactionUser.Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now) =>
        Assert.True(_upkeep.Handle(transaction, response, now));

    void ITransactionUser.Failed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now) =>
        Assert.True(_upkeep.Failed(transaction, failure, now));

    void ITransactionUser.FlowLost(SipFlow flow, DateTimeOffset now) { }

    void ITransactionUser.Handle(DateTimeOffset now) => _upkeep.Handle(now);

    DateTimeOffset? ITransactionUser.NextTimeout => _upkeep.NextTimeout;

    void Keep() => _wire.Do(now => _upkeep.Keep(Some.Trunk, Plan, now));

    void Register()
    {
        _wire.Answer(Challenge(Assert.Single(_wire.TakeRequests(SipMethod.Register))), FromProvider);
        var register = Assert.Single(_wire.TakeRequests(SipMethod.Register));
        var ok = SipResponse.For(register, 200, "theirs");
        ok.Headers.CopyFrom(register.Headers, "Contact");
        _wire.Answer(ok, FromProvider);
        _wire.Answer(Assert.Single(_wire.TakeRequests(SipMethod.Options)), 200, FromProvider);
    }

    List<SipEvent> Events()
    {
        var events = new List<SipEvent>();
        while (_upkeep.TryTake(out var happened))
        {
            events.Add(happened!);
        }
        return events;
    }

    static SipResponse Challenge(SipRequest request)
    {
        var challenge = SipResponse.For(request, 401, "theirs");
        challenge.Headers.Add("WWW-Authenticate", "Digest realm=\"provider.example\", nonce=\"n1\", qop=\"auth\"");
        return challenge;
    }
}
