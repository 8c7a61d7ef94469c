using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>A device that registers is called where it is: registrar, admission and calls together.</summary>
public class RegistrationTests
{
    readonly SimulatedNetwork _network = new();
    readonly Agent _pbx;
    readonly Agent _phone;

    public RegistrationTests()
    {
        _pbx = new Agent(_network, "10.0.0.1:5060", 1);
        _phone = new Agent(_network, "10.0.0.2:5060", 2);
        _phone.Trusts(_pbx);
        _pbx.Accounts["d-7k2m"] = new SipAccount(
            Guid.NewGuid(),
            Guid.NewGuid(),
            "d-7k2m",
            DigestSecret.Of("d-7k2m", Agent.Realm, "right"),
            SipUri.Parse("sip:d-7k2m@10.0.0.1")
        );
    }

    [Fact]
    public void A_device_registers_and_is_called_over_the_flow_that_it_registered_by()
    {
        Register();
        var binding = _pbx.Single<SipEvent.Registered>().Binding;

        _pbx.Call(_phone, invite => invite with { RequestUri = binding.Contact, Flow = binding.Flow });
        _network.RunUntil(_phone.Has<SipEvent.Invited>);

        Assert.Equal("d-7k2m", _phone.Single<SipEvent.Invited>().Request.RequestUri.User);
        Assert.Equal(_phone.Address, binding.Flow.Remote);
    }

    [Fact, Spec("A5")]
    public void A_device_behind_the_address_of_a_trunk_must_prove_itself_all_the_same()
    {
        Register();
        _pbx.Trusts(_phone);
        _phone.Call(_pbx);
        _network.RunUntil(_phone.Has<SipEvent.Failed>);

        Assert.Equal(FailureCause.Authentication, _phone.Single<SipEvent.Failed>().Cause);
        Assert.False(_pbx.Has<SipEvent.Invited>());
    }

    [Fact]
    public void A_scanner_hears_nothing()
    {
        var scanner = new Peer(_network, "10.0.0.66:5060");
        var invite = scanner.Invite("User-Agent: friendly-scanner");
        scanner.Send(_pbx, invite);
        _network.Run(TimeSpan.FromSeconds(5));

        Assert.Empty(scanner.Received);
        Assert.Equal(0, _pbx.Left);
    }

    void Register()
    {
        var trunk = new SipTrunk(
            Guid.NewGuid(),
            Guid.Empty,
            Agent.UriOf(_pbx),
            new TrunkCredentials("d-7k2m", "right", Agent.Realm),
            IsTrusted: true
        );
        var plan = new RegistrationPlan(trunk, Agent.UriOf(_pbx), SipUri.Parse("sip:d-7k2m@10.0.0.1"), "d-7k2m");
        _phone.Do((agent, now) => agent.Keep(trunk, plan, now));
        _network.RunUntil(_pbx.Has<SipEvent.Registered>);
    }
}
