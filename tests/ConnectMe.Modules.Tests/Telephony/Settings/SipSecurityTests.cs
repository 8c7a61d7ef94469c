using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Peers;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Signalling;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class SipSecurityTests : IClassFixture<ConnectMeHost>, IAsyncDisposable
{
    const int Guesses = 10;
    readonly ConnectMeHost _host;
    readonly Administrator _anna;
    readonly PhonesAndProviders _peers;

    public SipSecurityTests(ConnectMeHost host)
    {
        (_host, _anna) = (host, new Administrator(host));
        _peers = new PhonesAndProviders(host, _anna);
    }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();

    [Fact]
    [Spec("A10-04")]
    public async Task Who_guesses_at_passwords_is_banned_and_released_with_one_click()
    {
        var (_, phone) = await _peers.Phone("Balie", "202", "127.0.0.51");
        var guesser = await _peers.Stranger("127.0.0.66", phone.Username, "onbekend");
        await Guess(guesser);

        var banned = await _anna.Open("/admin/security");
        Assert.Contains("127.0.0.66", banned.Text("#bans"), StringComparison.Ordinal);
        Assert.Contains("Balie", banned.Text("#bans"), StringComparison.Ordinal); // its account, by the name people know
        Assert.NotEqual(200, await phone.Register()); // not known at its address yet, so the ban of the account holds for it

        await Release("Account", phone.Username);
        var after = await Release("Address", "127.0.0.66");

        Assert.DoesNotContain("127.0.0.66", after.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Balie", after.Body, StringComparison.Ordinal);
        Assert.Equal(200, await phone.Register());
        Assert.NotEqual(200, await guesser.Guess()); // heard again, and still wrong
    }

    [Fact]
    [Spec("A10-04")]
    public async Task The_office_cannot_ban_itself()
    {
        var (_, phone) = await _peers.Phone("Balie", "202", "127.0.0.52");
        Assert.Equal(200, await phone.Register());

        await Guess(await _peers.Stranger("127.0.0.52", "d-mistyped", "verkeerd"));

        Assert.Contains("127.0.0.52", (await _anna.Open("/admin/security")).Text("#bans"), StringComparison.Ordinal);
        Assert.Equal(200, await phone.Register());
        await Release("Address", "127.0.0.52");
    }

    [Fact]
    [Spec("A10-04")]
    public async Task Another_companys_account_is_neither_shown_nor_released()
    {
        const string Username = "d-ofanothercom";
        await AddElsewhere(Username, "het-juiste-geheim");
        await Guess(await _peers.Stranger("127.0.0.67", Username, "onbekend"));

        Assert.DoesNotContain(Username, (await _anna.Open("/admin/security")).Body, StringComparison.Ordinal);
        await Release("Account", Username);

        var bans = await _host.Services.GetRequiredService<SipBans>().Now(Ct);
        Assert.Contains(bans, ban => ban.Subject == Username);
        await Release("Address", "127.0.0.67");
    }

    static async Task Guess(SipPhone guesser)
    {
        for (var i = 0; i < Guesses; i++)
        {
            Assert.NotEqual(200, await guesser.Guess());
        }
    }

    Task<Answer> Release(string kind, string subject) => _anna.Do("/admin/security?handler=release", ("kind", kind), ("subject", subject));

    async Task AddElsewhere(string username, string secret)
    {
        var (id, company, owner) = (Guid.CreateVersion7(), Guid.NewGuid(), Guid.NewGuid());
        var secrets = _host.Services.GetRequiredService<TelephonySecrets>();
        await using var session = _host.Services.GetRequiredService<IDocumentStore>().SessionFor(new CompanyId(company));
        session.Events.StartStream<User>(owner, new UserAdded(owner, "Els Elders", "els", "els@elders.example", "201", ""));
        session.Events.StartStream<Device>(
            id,
            new DeviceAdded(id, company, owner, "Elders", username, false, false, DateTimeOffset.UnixEpoch)
        );
        session.Insert(secrets.SecretOf(id, username, secret));
        await session.SaveChangesAsync(Ct);
        await Eventually.Is(() => _host.Services.GetRequiredService<SipDirectory>().State.ByUsername.ContainsKey(username));
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
