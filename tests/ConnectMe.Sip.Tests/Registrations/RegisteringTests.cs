using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Tests.UserAgents;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.Registrations;

/// <summary>Both ends of a registration: one of us as the provider, one as the company, and a network between them.</summary>
public sealed class RegisteringTests
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly SimulatedNetwork _network = new(seed: 3, loss: 0.1, duplication: 0.1, longestDelay: 100);
    readonly Agent _provider;
    readonly Agent _company;

    public RegisteringTests()
    {
        _provider = new Agent(_network, "10.0.0.1:5060", 1);
        _company = new Agent(_network, "10.0.0.2:5060", 2);
        _provider.Accounts["31850001"] = new SipAccount(
            Guid.NewGuid(),
            Guid.Empty,
            "31850001",
            DigestSecret.Of("31850001", Agent.Realm, "geheim"),
            new SipUri("10.0.0.1", "31850001")
        );
    }

    [Fact]
    public void A_company_registers_stays_registered_and_leaves()
    {
        var trunk = Keep("geheim");
        _network.RunUntil(() => Outcome() == RegistrationOutcome.Registered, Minute);

        var binding = _provider.Single<SipEvent.Registered>().Binding;
        Assert.Equal((_company.Address, "cm-1"), (binding.Flow.Remote, binding.Contact.User));
        Assert.Equal(_company.Address.ToString(), $"{binding.Contact.Host}:{binding.Contact.Port}");

        _network.Run(TimeSpan.FromMinutes(60));
        Assert.False(_provider.Has<SipEvent.Unregistered>());
        Assert.True(_provider.All<SipEvent.RegistrationRefreshed>().Count() >= 11);

        _company.Do((agent, now) => agent.Drop(trunk.Id, now));
        _network.Run(Minute);
        Assert.Equal(UnregisterCause.ByDevice, _provider.Single<SipEvent.Unregistered>().Cause);
        Assert.Equal(RegistrationOutcome.Unregistered, Outcome());
        Assert.Equal((0, 0), (_provider.Left, _company.Left));
    }

    [Fact]
    public void A_wrong_password_is_named()
    {
        Keep("verkeerd");
        _network.RunUntil(() => Outcome() == RegistrationOutcome.PasswordRefused, Minute);

        Assert.False(_provider.Has<SipEvent.Registered>());
    }

    [Fact, Spec("R11")]
    public void A_provider_that_falls_silent_is_known_within_ninety_seconds_and_back_within_sixty()
    {
        Keep("geheim");
        _network.RunUntil(() => IsUp() == true && Outcome() == RegistrationOutcome.Registered, Minute);

        _network.Unplugged.Add(_provider.Address);
        _network.RunUntil(() => IsUp() == false, TimeSpan.FromSeconds(90));
        _network.Run(TimeSpan.FromMinutes(20));
        Assert.Equal(RegistrationOutcome.NoAnswer, Outcome());

        _network.Unplugged.Clear();
        _network.RunUntil(() => IsUp() == true && Outcome() == RegistrationOutcome.Registered, Minute);
    }

    [Fact]
    public void After_a_restart_of_the_provider_the_company_is_still_to_be_reached()
    {
        Keep("geheim");
        _network.RunUntil(() => Outcome() == RegistrationOutcome.Registered, Minute);
        var kept = _provider.Single<SipEvent.Registered>().Binding;

        var restarted = new Agent(_network, "10.0.0.3:5060", 4);
        restarted.Do((agent, now) => agent.LoadBindings([kept], now));

        Assert.Equal(kept, Assert.Single(restarted.UserAgent.Bindings(kept.Account)));
    }

    SipTrunk Keep(string password)
    {
        var server = Agent.UriOf(_provider);
        var trunk = new SipTrunk(Guid.NewGuid(), Guid.Empty, server, new TrunkCredentials("31850001", password, Agent.Realm), true);
        _company.Trunks[_provider.Address.Address] = trunk;
        var plan = new RegistrationPlan(trunk, server, new SipUri("10.0.0.1", "31850001"), "cm-1");
        _company.Do((agent, now) => agent.Keep(trunk, plan, now));
        return trunk;
    }

    RegistrationOutcome? Outcome() => _company.All<SipEvent.TrunkRegistrationChanged>().LastOrDefault()?.State.Outcome;

    bool? IsUp() => _company.All<SipEvent.TrunkReachabilityChanged>().LastOrDefault()?.State.IsUp;
}
