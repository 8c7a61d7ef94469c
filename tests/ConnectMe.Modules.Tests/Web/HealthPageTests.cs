using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Lines;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Web;

public sealed class HealthPageTests(HealthPageTests.HealthHost host) : IClassFixture<HealthPageTests.HealthHost>
{
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A1-03")]
    public async Task It_tells_what_real_use_waits_for_and_where_that_is_set()
    {
        await NoMail();
        var page = await _anna.Open("/admin/health");

        Assert.Equal(
            ["address", "media-outside", "trunk", "mail"],
            page.Document.QuerySelectorAll("[data-missing]").Select(tile => tile.GetAttribute("data-missing"))
        );
        Assert.Equal(
            ["/settings/connection", "/admin/trunks", "/admin/mail"],
            page.Document.QuerySelectorAll("[data-missing] a").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal("Good", StateOf(page, "https")); // this request came by HTTPS
        Assert.Equal("""{"target":"*43"}""", page.Document.QuerySelector("#echo")!.GetAttribute("hx-vals"));
    }

    [Fact]
    [Spec("A1-03")]
    public async Task Each_is_looked_at_anew_HTTPS_by_the_request_itself()
    {
        var plain = host.NewBrowser("http://localhost");
        await plain.SignIn("anna");
        var page = await plain.Open("/admin/health");
        Assert.Equal("Missing", StateOf(page, "https"));
        Assert.Contains("alleen op deze computer", page.Text("[data-finding=https]"), StringComparison.Ordinal);

        var elsewhere = host.NewBrowser("http://pbx.garagehofstra.example");
        await elsewhere.SignIn("anna");
        Assert.Contains("bellen kan niet", (await elsewhere.Open("/admin/health")).Text("[data-finding=https]"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A1-03", "A12-01")]
    public async Task A_mail_server_that_works_is_good_and_one_that_is_away_is_not()
    {
        await using (var server = await MailServer.Start())
        {
            await SetMail(server.Port);
            Assert.Equal("Good", StateOf(await _anna.Open("/admin/health"), "mail"));
            Assert.Empty(server.Mails());
        }

        await SetMail(MailServer.FreePort());
        var page = await _anna.Open("/admin/health");
        Assert.Equal("Broken", StateOf(page, "mail"));
        Assert.Contains("antwoordt niet op deze poort", page.Text("[data-finding=mail]"), StringComparison.Ordinal);
        Assert.Contains("Mail", page.Text("#summary"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A12-01")]
    public async Task Database_storage_port_phones_and_queues_of_work_say_how_they_are()
    {
        var page = await _anna.Open("/admin/health");

        Assert.Contains("PostgreSQL 1", page.Text("[data-finding=database]"), StringComparison.Ordinal);
        Assert.Equal("Good", StateOf(page, "database"));
        Assert.Contains("vrij", page.Text("[data-finding=storage]"), StringComparison.Ordinal);
        Assert.Equal("Warning", StateOf(page, "media-port")); // the tests' Host takes a free one
        Assert.Equal("Good", StateOf(page, "media-tcp"));
        Assert.Contains("open voor wie UDP niet doorkomt", page.Text("[data-finding=media-tcp]"), StringComparison.Ordinal);
        Assert.Equal("Good", StateOf(page, "sip"));
        Assert.Equal("Good", StateOf(page, "journal"));
        Assert.Equal("Good", StateOf(page, "outbox"));
    }

    [Fact]
    [Spec("A12-01")]
    public async Task When_the_media_port_was_last_reached_from_outside_is_known_by_the_lines_that_came_up()
    {
        var (reach, sanne) = (host.Services.GetRequiredService<OutsideReach>(), DemoCompany.People.Single(p => p.UserName == "sanne"));
        foreach (var inside in new[] { "127.0.0.1", "192.168.1.20", "172.17.0.1", "100.64.0.9", "fd00::7" })
        {
            reach.Note(Garage.Id, new UserId(sanne.UserId), IPAddress.Parse(inside));
        }

        reach.Note(OtherCompany, new UserId(Guid.NewGuid()), IPAddress.Parse("9.9.9.9")); // what others reach says nothing to this company
        await Eventually.Is(async () => await reach.Last(OtherCompany, Ct) is not null);
        var before = await _anna.Open("/admin/health");
        Assert.Equal("Missing", StateOf(before, "media-outside"));
        Assert.Contains("zonder wifi", before.Text("[data-missing=media-outside]"), StringComparison.Ordinal);

        reach.Note(Garage.Id, new UserId(sanne.UserId), IPAddress.Parse("8.8.4.4"));
        await Eventually.Is(async () => await reach.Last(Garage.Id, Ct) is not null);

        var page = await _anna.Open("/admin/health");
        Assert.Equal("Good", StateOf(page, "media-outside"));
        Assert.Contains($"door {sanne.Name} vanaf 8.8.4.4", page.Text("[data-finding=media-outside]"), StringComparison.Ordinal);

        await using (var session = host.Services.GetRequiredService<IDocumentStore>().SessionFor(Garage.Id))
        {
            var kept = (await session.LoadAsync<ReachedFromOutside>(DemoCompany.Id, Ct))!;
            session.Store(kept with { Port = kept.Port + 1 }); // since then the port was changed
            await session.SaveChangesAsync(Ct);
        }

        Assert.Equal("Missing", StateOf(await _anna.Open("/admin/health"), "media-outside"));
    }

    [Fact]
    public async Task A_check_that_hangs_does_not_take_the_page_with_it()
    {
        host.Stuck.IsOn = true;
        var page = await _anna.Open("/admin/health");
        host.Stuck.IsOn = false;

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Broken", StateOf(page, "unknown"));
        Assert.Equal("Good", StateOf(page, "database"));
    }

    [Fact]
    public async Task It_is_for_administrators() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await new Administrator(host, "bram").Open("/admin/health")).Status);

    static string? StateOf(Answer page, string finding) =>
        page.Document.QuerySelector($"[data-finding={finding}]")?.GetAttribute("data-state");

    async Task NoMail()
    {
        await using var session = host.Services.GetRequiredService<IDocumentStore>().SessionFor(new CompanyId(DemoCompany.Id));
        session.Delete<MailSettings>(DemoCompany.Id);
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    Task<Answer> SetMail(int port) =>
        _anna.Do(
            "/admin/mail",
            [
                ("Input.Host", "127.0.0.1"),
                ("Input.Port", $"{port}"),
                ("Input.Security", "None"),
                ("Input.Sender", "pbx@garagehofstra.example"),
                ("Input.UserName", ""),
                ("Input.Language", "nl"),
            ]
        );

    static readonly CompanyId OtherCompany = new(Guid.NewGuid());

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public sealed class HealthHost(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        public StuckCheck Stuck { get; } = new();

        protected override void Configure(IServiceCollection services) => services.AddSingleton<ISystemCheck>(Stuck);
    }

    /// <summary>Waits for an answer that never comes, when it is told to.</summary>
    public sealed class StuckCheck : ISystemCheck
    {
        public bool IsOn { get; set; }

        public int Order => 1;

        public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
        {
            if (IsOn)
            {
                await new TaskCompletionSource().Task.WaitAsync(ct);
            }

            return [];
        }
    }
}
