using System.Net;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Somebody who signs in for the first time.</summary>
public sealed class ConsentTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("M2.1-01", "M2.1-02")]
    public async Task At_the_first_sign_in_nothing_is_open_before_all_three_are_agreed_to()
    {
        var browser = await NewPerson("lotte");

        var asked = await browser.Open("/calls");
        Assert.Equal("/consent?returnUrl=%2Fcalls", asked.Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open("/call-widget", ("HX-Request", "true"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Dial(browser)).Status);

        var page = await browser.Open(asked.Location!);
        Assert.Equal("Welkom, lotte", page.Text("h1"));
        Assert.Contains("112", page.Text(".bad112"), StringComparison.Ordinal);
        Assert.Equal(
            ["/policies#privacy", "/policies#terms", "/policies#emergency"],
            page.Document.QuerySelectorAll("#consent a").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal(3, (await browser.Open("/policies")).Document.QuerySelectorAll("section").Length);

        foreach (var left in new[] { "Privacy", "Terms", "Emergency" })
        {
            var refused = await Agree(browser, page, except: left);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("alle drie", refused.Text("#consent-e"), StringComparison.Ordinal);
        }

        Assert.Equal("/consent?returnUrl=%2Fcalls", (await browser.Open("/calls")).Location);
        Assert.Equal("/calls", (await Agree(browser, page)).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/calls")).Status);
        Assert.Equal("/calls", (await browser.Open("/consent?returnUrl=%2Fcalls")).Location);
    }

    [Fact]
    [Spec("M2.1-01", "A11-02")]
    public async Task What_was_agreed_to_and_when_is_kept()
    {
        var browser = await NewPerson("milan");
        var page = await browser.Open("/consent");
        await Agree(browser, page);

        await using var query = Store.QueryFor(Company);
        var user = await query.Query<User>().SingleAsync(u => u.UserName == "milan", Ct);
        var given = Assert.IsType<ConsentGiven>(Assert.Single(await query.Events.FetchStreamAsync(Consents.IdOf(user.Id), token: Ct)).Data);
        Assert.Equal(user.Id, given.UserId);
        Assert.Equal(Versions(page), $"{given.Privacy}.{given.Terms}.{given.Emergency}");
        Assert.NotEqual(default, given.At);
    }

    [Fact]
    [Spec("A11-02")]
    public async Task A_new_version_asks_again_at_the_next_page_and_cuts_nothing_short()
    {
        var browser = await NewPerson("noah");
        await Agree(browser, await browser.Open("/consent"));
        var reading = await NewPerson("olivia");
        var shown = await reading.Open("/consent");

        await Publish(PolicyKind.Terms, 2);

        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/call-widget", ("HX-Request", "true"))).Status); // what runs goes on
        Assert.Equal("/consent?returnUrl=%2Fcalls", (await browser.Open("/calls")).Location);
        Assert.Contains("Voor iedereen nieuw.", (await browser.Open("/policies")).Text("#terms"), StringComparison.Ordinal);
        var again = await browser.Open("/consent");
        Assert.Equal("1.2.1", Versions(again));
        await Agree(browser, again);
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/calls")).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Agree(reading, shown)).Status); // what came while they read was not agreed to
    }

    [Fact]
    public async Task Who_does_not_agree_can_sign_out()
    {
        var browser = await NewPerson("pim");

        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignOut()).Status);
    }

    static string? Versions(Answer page) => page.Document.QuerySelector("input[name='Input.Versions']")!.GetAttribute("value");

    async Task<Browser> NewPerson(string name)
    {
        await using (var session = Store.SessionFor(Company))
        {
            var added = new UserAdded(
                Guid.CreateVersion7(),
                name,
                name,
                $"{name}@garagehofstra.example",
                $"7{name.Length}{name[0] % 10}",
                ""
            );
            session.AddUser(DemoCompany.Id, added, PasswordHash.Of("een-heel-eigen-wachtwoord"));
            await session.SaveChangesAsync(Ct);
        }

        var browser = host.NewBrowser();
        await browser.SignIn(name, "een-heel-eigen-wachtwoord");
        return browser;
    }

    async Task Publish(PolicyKind kind, int version)
    {
        await using var session = Store.SessionFor(Company);
        var id = Policy.IdOf(Company.Value, kind);
        session.Events.Append(
            id,
            new PolicyPublished(id, kind, version, "Voor iedereen nieuw.", "New for everybody.", DateTimeOffset.UnixEpoch, Guid.Empty)
        );
        await session.SaveChangesAsync(Ct);
    }

    static async Task<Answer> Agree(Browser browser, Answer page, string? except = null)
    {
        var fields = page
            .Document.QuerySelectorAll("#consent input[type=hidden]")
            .Select(hidden => KeyValuePair.Create(hidden.GetAttribute("name")!, hidden.GetAttribute("value") ?? ""))
            .Concat(
                new[] { "Privacy", "Terms", "Emergency" }
                    .Where(kind => kind != except)
                    .Select(kind => KeyValuePair.Create($"Input.{kind}", "true"))
            );
        return await browser.Post("/consent", fields);
    }

    static async Task<Answer> Dial(Browser browser) =>
        await browser.Post(
            "/calls/dial",
            new Dictionary<string, string> { ["target"] = "202", ["__RequestVerificationToken"] = await browser.FreshToken() },
            ("HX-Request", "true")
        );

    IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    static CompanyId Company => new(DemoCompany.Id);
}
