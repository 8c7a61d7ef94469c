using System.Net;
using System.Net.Sockets;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Peers;
using ConnectMe.Sip.Messages;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

/// <summary>What the page says of trunks whose providers do well, do not, or are not there.</summary>
public sealed class TrunkStatesTests : IClassFixture<ConnectMeHost>, IAsyncDisposable
{
    const string Address = "127.0.0.32";
    readonly ConnectMeHost _host;
    readonly Administrator _anna;
    readonly PhonesAndProviders _peers;

    public TrunkStatesTests(ConnectMeHost host)
    {
        (_host, _anna) = (host, new Administrator(host));
        _peers = new PhonesAndProviders(host, _anna);
    }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();

    [Fact]
    [Spec("A4-02", "A12-01")]
    public async Task The_state_of_each_trunk_and_what_takes_over_are_said_in_words()
    {
        var (refusing, working) = (await _peers.Provider("127.0.0.33"), await _peers.Provider("127.0.0.34"));
        refusing.Refuses(403);
        var first = await _peers.Trunk("Eerste", refusing);
        var second = await _peers.Trunk("Tweede", working, ("Input.ConcurrentCalls", "3"));
        var (_, phone) = await _peers.Phone("Balie", "202", "127.0.0.41");
        Assert.Equal(200, await phone.Register());

        await _peers.TrunkSays(first, "Wachtwoord geweigerd");
        await _peers.TrunkSays(second, "Geregistreerd");
        await AssertHealth("Eerste", "Broken", "De provider heeft het wachtwoord geweigerd");
        await AssertHealth("Tweede", "Good", "");
        await using var call = await phone.Dial("0612345678");

        Assert.Equal(200, call.Status); // over the second
        var list = await _anna.Open("/admin/trunks");
        Assert.Contains("0 / 10", list.Text($"#trunk-{first}"), StringComparison.Ordinal);
        Assert.Contains("1 / 3", list.Text($"#trunk-{second}"), StringComparison.Ordinal);
        Assert.Contains("Eerste werkt sinds", list.Text("#trunks .ban"), StringComparison.Ordinal);
        Assert.Contains("Tweede", list.Text("#trunks .ban"), StringComparison.Ordinal);
        await call.HangUp();
        await _peers.TrunkSays(second, "0 / 3");
    }

    [Fact]
    [Spec("A4-02")]
    public async Task A_trunk_without_registration_is_asked_whether_it_is_there()
    {
        var provider = await _peers.Provider(Address);
        var trunk = await _peers.Trunk("Op adres", provider, ("Input.Method", "Address"), ("Input.Sources", Address));

        await _peers.TrunkSays(trunk, "Bereikbaar");

        await provider.Asked(SipMethod.Options);
        Assert.Contains("De trunk werkt", await Tested(trunk), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A4-02")]
    public async Task The_test_button_says_that_the_trunk_works()
    {
        var trunk = await _peers.Trunk("Proef", await _peers.Provider(Address));

        Assert.Matches("De trunk werkt: antwoord in \\d+ ms", await Tested(trunk));
    }

    [Theory]
    [InlineData(403, null, "De provider heeft het wachtwoord geweigerd")]
    [InlineData(404, null, "kent deze gebruikersnaam niet")]
    [InlineData(488, "<i>Niet hier</i>", "De provider weigert: 488 <i>Niet hier</i>")]
    [Spec("A4-02")]
    public async Task The_test_button_says_in_words_what_the_provider_refuses(int status, string? reason, string words)
    {
        var provider = await _peers.Provider(Address);
        provider.Refuses(status, reason);
        var trunk = await _peers.Trunk("Proef", provider);

        Assert.Contains(words, await Tested(trunk), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A4-02")]
    public async Task The_test_button_says_that_the_password_is_wrong_or_missing()
    {
        var provider = await _peers.Provider(Address);
        provider.BelievesNoPassword();
        var trunk = await _peers.Trunk("Proef", provider);

        Assert.Contains("De provider heeft het wachtwoord geweigerd", await Tested(trunk), StringComparison.Ordinal);

        await using (var session = _host.Services.GetRequiredService<IDocumentStore>().SessionFor(new CompanyId(DemoCompany.Id)))
        {
            session.Delete<TrunkPassword>(trunk); // as when the keys that encrypt it are lost
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("vraagt om een wachtwoord", await Tested(trunk), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A4-02")]
    public async Task The_test_button_says_that_nobody_answers()
    {
        var provider = await _peers.Provider(Address);
        provider.IsSilent();
        var trunk = await _peers.Trunk("Proef", provider);

        Assert.Matches($"Geen antwoord van {Address} in \\d+ s", await Tested(trunk));
    }

    [Fact]
    [Spec("A4-02")]
    public async Task The_test_button_says_that_nobody_listens()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Parse(Address), 0)); // bound and not listening: connections are refused
        var trunk = await _peers.Trunk("Proef", (IPEndPoint)taken.LocalEndPoint!, ("Input.Transport", "Tcp"));

        Assert.Contains("neemt de verbinding niet aan", await Tested(trunk), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Registration")]
    [InlineData("Address")]
    [Spec("A4-02")]
    public async Task A_server_whose_certificate_is_not_to_be_trusted_is_told_nothing_and_test_and_state_say_why(string method)
    {
        await using var server = new TlsServer(Address);
        var trunk = await _peers.Trunk(
            "Proef",
            server.Local,
            ("Input.Method", method),
            ("Input.Sources", Address),
            ("Input.Transport", "Tls")
        );

        Assert.Contains($"Het certificaat van {Address} klopt niet", await Tested(trunk), StringComparison.Ordinal);
        await _peers.TrunkSays(trunk, "Certificaat klopt niet");
        Assert.True(server.Shown > 0);
        Assert.Equal(0, server.Heard);
    }

    [Fact]
    [Spec("A4-02")]
    public async Task The_test_button_says_that_the_name_does_not_exist()
    {
        var trunk = await _peers.Trunk("Proef", await _peers.Provider(Address), ("Input.Server", "sip.provider.invalid"));

        Assert.Contains("De naam sip.provider.invalid bestaat niet", await Tested(trunk), StringComparison.Ordinal);
    }

    /// <summary>On System status: how the trunk is and, when it is not well, why and where to look.</summary>
    async Task AssertHealth(string trunk, string state, string words)
    {
        var finding = (await _anna.Open("/admin/health"))
            .Document.QuerySelectorAll("[data-finding=trunk]")
            .Single(one => one.TextContent.Contains(trunk, StringComparison.Ordinal));
        Assert.Equal(state, finding.GetAttribute("data-state"));
        Assert.Contains(words, finding.TextContent, StringComparison.Ordinal);
        Assert.Equal(state is "Good" ? null : "/admin/trunks", finding.QuerySelector("a")?.GetAttribute("href"));
    }

    async Task<string> Tested(Guid trunk) => (await _anna.Do($"/admin/trunks/{trunk}/test")).Text(".note");
}
