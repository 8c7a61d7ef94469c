using ConnectMe.Identity;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using JasperFx;
using Marten;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class ConfigurationsTests(PostgresFixture postgres) : IAsyncLifetime
{
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    readonly CompanyId _garage = new(Guid.NewGuid());
    readonly Listener _listener = new();
    DocumentStore _store = null!;
    TelephonyConfigurations _configurations = null!;
    TelephonySecrets _secrets = null!;

    public async ValueTask InitializeAsync()
    {
        var changes = new ConfigurationChanges(
            new ServiceCollection().AddSingleton<IConfigurationChanged>(_listener).BuildServiceProvider()
        );
        _store = await postgres.NewStore(TelephonyModule.Documents, IdentityModule.Documents, options => options.Listeners.Add(changes));
        var people = new PeopleInMemory(_store, new PeopleChanges(new ServiceCollection().BuildServiceProvider()), [], _time);
        _configurations = new TelephonyConfigurations(_store, changes, new Netherlands(), people, _time);
        _secrets = new TelephonySecrets(_store, new EphemeralDataProtectionProvider(), new TelephonySettings());
    }

    [Fact]
    public async Task A_change_is_there_at_the_next_look_and_who_listens_is_told()
    {
        var before = await _configurations.Of(_garage, Ct);
        var device = await AddDevice(_garage, "d-one");

        var after = await _configurations.Of(_garage, Ct);

        Assert.Empty(before.Devices);
        Assert.Equal([device], after.Devices.Select(d => d.Id));
        Assert.Same(after, await _configurations.Of(_garage, Ct)); // from memory
        Assert.Equal([_garage], _listener.Heard);
    }

    [Fact]
    public async Task A_revoked_device_is_gone()
    {
        var device = await AddDevice(_garage, "d-one");
        await _configurations.Of(_garage, Ct);

        await Append<Device>(_garage, device, new DeviceRevoked(device, _time.GetUtcNow()));

        Assert.Empty((await _configurations.Of(_garage, Ct)).Devices);
        Assert.Empty(await _configurations.All(Ct));
    }

    [Fact]
    public async Task An_account_name_is_one_devices_in_the_whole_installation()
    {
        await AddDevice(_garage, "d-one");

        await Assert.ThrowsAsync<DocumentAlreadyExistsException>(() => AddDevice(new CompanyId(Guid.NewGuid()), "d-one"));
    }

    [Fact]
    public async Task Companies_do_not_see_each_others_configuration()
    {
        var bakery = new CompanyId(Guid.NewGuid());
        await AddDevice(_garage, "d-one");
        await AddTrunk(bakery, rank: 0);

        Assert.Equal((1, 0), Counts(await _configurations.Of(_garage, Ct)));
        Assert.Equal((0, 1), Counts(await _configurations.Of(bakery, Ct)));
        Assert.Equal(2, (await _configurations.All(Ct)).Count);
    }

    [Fact]
    public async Task Trunks_come_in_order_of_preference()
    {
        var second = await AddTrunk(_garage, rank: 1);
        var first = await AddTrunk(_garage, rank: 0);
        Assert.Equal([first, second], (await _configurations.Of(_garage, Ct)).Trunks.Select(t => t.Id));

        await Append<Trunk>(_garage, second, new TrunkReranked(second, -1));

        Assert.Equal([second, first], (await _configurations.Of(_garage, Ct)).Trunks.Select(t => t.Id));
    }

    [Fact]
    public async Task The_configuration_is_known_while_the_database_is_away()
    {
        await AddDevice(_garage, "d-one");
        await _configurations.Of(_garage, Ct);
        await using (var session = _store.LightweightSession())
        {
            session.QueueSqlCommand("drop table connectme.mt_doc_device");
            await session.SaveChangesAsync(Ct);
        }

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Single((await _configurations.Of(_garage, Ct)).Devices);
    }

    [Fact]
    public async Task A_trunks_password_is_kept_encrypted()
    {
        var trunk = await AddTrunk(_garage, rank: 0);
        await using var session = _store.SessionFor(_garage);
        session.Store(_secrets.PasswordOf(trunk, "geheim bij de provider"));
        await session.SaveChangesAsync(Ct);

        var kept = await session.LoadAsync<TrunkPassword>(trunk, Ct);

        Assert.DoesNotContain("geheim", kept!.Protected, StringComparison.Ordinal);
        Assert.Equal("geheim bij de provider", await _secrets.PasswordOf(_garage, trunk, Ct));
    }

    [Fact]
    public void The_hashes_of_a_secret_are_those_of_the_RFC()
    {
        // RFC 7616 §3.9.1
        var secrets = new TelephonySecrets(
            _store,
            new EphemeralDataProtectionProvider(),
            new TelephonySettings { SipRealm = "http-auth@example.org" }
        );

        var secret = secrets.SecretOf(Guid.NewGuid(), "Mufasa", "Circle of Life");

        Assert.Equal("3d78807defe7de2157e2b0b6573a855f", secret.Ha1Md5);
        Assert.Equal("7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232", secret.Ha1Sha256);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    async Task<Guid> AddDevice(CompanyId company, string username)
    {
        var id = Guid.NewGuid();
        await using var session = _store.SessionFor(company);
        session.Events.StartStream<Device>(
            id,
            new DeviceAdded(
                id,
                company.Value,
                Guid.NewGuid(),
                "Balie",
                username,
                RequiresTls: false,
                RequiresSrtp: false,
                _time.GetUtcNow()
            )
        );
        await session.SaveChangesAsync(Ct);
        return id;
    }

    async Task<Guid> AddTrunk(CompanyId company, int rank)
    {
        var id = Guid.NewGuid();
        await using var session = _store.SessionFor(company);
        session.Events.StartStream<Trunk>(
            id,
            new TrunkAdded(id, company.Value, "Provider", rank, new TrunkSettings { Server = "sip.example" })
        );
        await session.SaveChangesAsync(Ct);
        return id;
    }

    async Task Append<T>(CompanyId company, Guid id, object happened)
        where T : class
    {
        await using var session = _store.SessionFor(company);
        var stream = await session.Events.FetchForWriting<T>(id, Ct);
        stream.AppendOne(happened);
        await session.SaveChangesAsync(Ct);
    }

    static (int Devices, int Trunks) Counts(TelephonyConfiguration configuration) =>
        (configuration.Devices.Count, configuration.Trunks.Count);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    sealed class Listener : IConfigurationChanged
    {
        public List<CompanyId> Heard { get; } = [];

        public ValueTask ConfigurationChanged(CompanyId company)
        {
            Heard.Add(company);
            return ValueTask.CompletedTask;
        }
    }
}
