using System.Net;
using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SettingUp;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Configuration;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>An installation that was started without a demo. Each test has one of its own: set up is set up.</summary>
public sealed class SetUpTests(PostgresFixture postgres) : IAsyncLifetime
{
    readonly EmptyHost _host = new(postgres);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Spec("A1-01")]
    public async Task The_wizard_makes_the_company_and_its_administrator_who_is_signed_in_then()
    {
        var browser = _host.NewBrowser();
        var screens = new List<string>();
        var page = await Admitted(browser);
        foreach (var said in Screens())
        {
            screens.Add(page.Text("h1"));
            page = await Say(browser, page, said);
        }

        Assert.Equal(["Jullie bedrijf", "Tijd en taal", "Interne nummers", "De eerste beheerder"], screens);
        Assert.Equal("/admin/health", page.Location);
        Assert.StartsWith("/consent", (await browser.Open("/admin/health")).Location, StringComparison.Ordinal);
        await browser.Agree();
        Assert.Equal("Proefgesprek", (await browser.Open("/admin/health")).Text(".tile b"));
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/admin/mail")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await _host.NewBrowser().SignIn("eva@jansen.example", Password)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await _host.NewBrowser().SignIn("eva", Password)).Status);

        var founded = await Founded();
        var profile = _host.Services.GetRequiredService<ICompanies>().Of(founded);
        Assert.Equal(
            ("Bakkerij Jansen", "BE", "Europe/Brussels", "nl", 300, 349),
            (profile.Name, profile.Country, profile.TimeZone, profile.Language, profile.FirstExtension, profile.LastExtension)
        );
        var eva = Assert.Single(await _host.Services.GetRequiredService<IPeople>().Of(founded, Ct));
        Assert.Equal(("Eva Jansen", "300", true), (eva.Name, eva.Extension, eva.IsAdministrator));
        var telephony = await _host.Services.GetRequiredService<ITelephonyConfigurations>().Of(founded, Ct);
        Assert.Equal(("BE", "Europe/Brussels"), (telephony.Region, telephony.TimeZone));
        Assert.Contains("101", (await browser.Open("/calls")).Document.QuerySelector("#dial")!.GetAttribute("data-emergency")!.Split(' '));
    }

    [Fact]
    [Spec("A10-01")]
    public async Task Its_administrator_is_told_to_add_a_second_factor_and_the_next_log_in_opens_nothing_without()
    {
        var browser = _host.NewBrowser();
        var page = await Admitted(browser);
        foreach (var said in Screens())
        {
            page = await Say(browser, page, said);
        }

        await browser.Agree();
        var health = await browser.Open("/admin/health");
        Assert.Contains("Tweede stap", health.Text("[data-missing=second-factor]"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/calls")).Status); // the first day ends with a working phone

        var again = _host.NewBrowser();
        await again.SignIn("eva", Password);
        Assert.Equal("/second-factor?returnUrl=%2Fcalls", (await again.Open("/calls")).Location);
        var refused = await again.Open("/call-widget", ("HX-Request", "true"));
        Assert.Equal((HttpStatusCode.Forbidden, "/second-factor"), (refused.Status, refused.Headers["HX-Redirect"]));
        Assert.Equal("Kies een tweede stap", (await again.Open("/second-factor")).Text("h1"));

        await using var session = _host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var first = await session.Query<BrowserSession>().OrderBy(one => one.SignedInAt).FirstAsync(Ct);
        Assert.InRange((first.SecondFactorDueAt! - first.SignedInAt).Value.TotalHours, 23.9, 24.1);
    }

    [Fact]
    [Spec("A1-01", "A1-02")]
    public async Task Before_it_nothing_answers_and_after_it_the_wizard_does_not()
    {
        var browser = _host.NewBrowser();

        Assert.Equal("/set-up", (await browser.Open("/sign-in")).Location);
        Assert.Equal("/set-up", (await browser.Open("/calls")).Location);
        var page = await browser.Open("/set-up");
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await browser.Post("/sign-in", [new("Name", "anna"), new("password", "x"), Token(page)])).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/health/live")).Status);

        page = await Admitted(browser);
        foreach (var said in Screens())
        {
            page = await Say(browser, page, said);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/set-up")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await browser.Post("/set-up", [new("Step", "Company"), new("__RequestVerificationToken", await browser.FreshToken())])).Status
        );
        var signIn = await _host.NewBrowser().Open("/sign-in");
        Assert.Equal(HttpStatusCode.OK, signIn.Status);
        Assert.Null(signIn.Document.QuerySelector("#demo-accounts"));
        Assert.DoesNotContain("welkom-bij-connectme", signIn.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A1-01")]
    public async Task Without_the_code_from_the_log_there_is_no_wizard_and_wrong_ones_are_limited()
    {
        var browser = _host.NewBrowser();
        var page = await browser.Open("/set-up");
        Assert.Equal("ConnectMe instellen", page.Text("h1"));

        var skipped = await Say(browser, page, Screens()[0], step: "Administrator");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, skipped.Status);
        Assert.Equal("ConnectMe instellen", skipped.Text("h1"));

        for (var i = 0; i < 9; i++)
        {
            Assert.Contains("klopt niet", (await Say(browser, page, [("code", $"{i}")])).Text("#code-e"), StringComparison.Ordinal);
        }

        var refused = await Say(browser, page, [("code", Code)]);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(HttpStatusCode.OK, (await Say(browser, page, [("code", Code)], from: "198.51.100.7")).Status); // nobody locks others out
    }

    [Fact]
    [Spec("A1-01")]
    public async Task What_cannot_be_is_refused_on_its_own_screen()
    {
        var browser = _host.NewBrowser();
        var page = await Admitted(browser);
        foreach (var (screen, said) in Screens().Index())
        {
            var title = page.Text("h1");
            foreach (var (_, field, value, refusal) in Impossible().Where(wrong => wrong.Screen == screen))
            {
                var answer = await Say(browser, page, [.. said.Where(f => f.Name != field), (field, value)]);

                Assert.Equal((HttpStatusCode.UnprocessableEntity, title), (answer.Status, answer.Text("h1")));
                Assert.Contains(
                    answer.Document.QuerySelectorAll(".err"),
                    err => err.TextContent.Contains(refusal, StringComparison.Ordinal)
                );
            }

            page = await Say(browser, page, said);
        }

        Assert.Equal("/admin/health", page.Location);
    }

    static (int Screen, string Field, string Value, string Refusal)[] Impossible() =>
        [
            (0, "Input.Company", "", "naam van je bedrijf"),
            (0, "Input.Country", "XX", "Kies er een"),
            (1, "Input.TimeZone", "Mars/Olympus", "Kies er een"),
            (2, "Input.FirstExtension", "9", "twee tot vijf cijfers"),
            (2, "Input.LastExtension", "1000", "evenveel cijfers"),
            (2, "Input.FirstExtension", "100", "noodnummer 1"),
            (3, "Input.UserName", "eva jansen", "letters, cijfers"),
            (3, "Input.Email", "eva", "geen e-mailadres"),
            (3, "Input.Password", "kort", "minstens 8"),
            (3, "Input.Password", "eva@jansen.example", "zit in je naam"),
        ];

    [Fact]
    public async Task What_is_changed_under_way_is_looked_at_again()
    {
        var browser = _host.NewBrowser();
        var page = await Admitted(browser);
        var forged = Screens()
            .SelectMany(fields => fields)
            .Where(f => f.Name != "Input.TimeZone")
            .Append(("Input.TimeZone", "Mars/Olympus"));

        var answer = await Say(browser, page, [.. forged], step: "Administrator");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Tijd en taal"), (answer.Status, answer.Text("h1")));
        Assert.True(_host.Services.GetRequiredService<CompaniesInMemory>().IsEmpty);
    }

    [Fact]
    [Spec("A1-01")]
    public async Task Who_goes_back_finds_what_was_said_and_loses_nothing()
    {
        var browser = _host.NewBrowser();
        var page = await Say(browser, await Admitted(browser), Screens()[0]);

        var back = await Say(browser, page, [("Input.TimeZone", "Europe/Brussels"), ("Back", "true")]);

        Assert.Equal("Jullie bedrijf", back.Text("h1"));
        Assert.Equal("Bakkerij Jansen", back.Document.QuerySelector("#Input_Company")!.GetAttribute("value"));
        Assert.Equal("Europe/Brussels", back.Document.QuerySelector("input[type=hidden][name='Input.TimeZone']")!.GetAttribute("value"));
    }

    [Fact]
    [Spec("A1-01")]
    public async Task Who_was_a_moment_later_leaves_no_half_company()
    {
        await using var store = _host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        store.Insert(new Founding(Founding.TheOne, Guid.NewGuid(), DateTimeOffset.UnixEpoch)); // another process was sooner
        await store.SaveChangesAsync(Ct);
        var browser = _host.NewBrowser();
        var page = await Admitted(browser);
        foreach (var said in Screens())
        {
            page = await Say(browser, page, said);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        await using var query = _host.Services.GetRequiredService<IDocumentStore>().QuerySession();
        Assert.Empty(await query.Query<Company>().Where(c => c.AnyTenant()).ToListAsync(Ct));
        Assert.Empty(await query.Query<User>().Where(c => c.AnyTenant()).ToListAsync(Ct));
        Assert.Empty(await query.Query<Credential>().Where(c => c.AnyTenant()).ToListAsync(Ct));
        Assert.Empty(await query.Query<SignInName>().ToListAsync(Ct));
        var events = await query.Events.QueryAllRawEvents().Where(e => e.AnyTenant()).ToListAsync(Ct);
        Assert.DoesNotContain(events, e => e.Data is CompanyFounded or UserAdded);
    }

    string Code => _host.Services.GetRequiredService<SetUpToken>().Value;

    async Task<Answer> Admitted(Browser browser) => await Say(browser, await browser.Open("/set-up"), [("code", Code)]);

    /// <summary>Sends the form of the page with these fields filled in.</summary>
    static async Task<Answer> Say(
        Browser browser,
        Answer page,
        (string Name, string Value)[] said,
        string? step = null,
        string? from = null
    )
    {
        var fields = page
            .Document.QuerySelectorAll("#set-up input[type=hidden]")
            .Select(hidden => (Name: hidden.GetAttribute("name")!, Value: hidden.GetAttribute("value") ?? ""))
            .Where(hidden => !said.Any(own => own.Name == hidden.Name) && !(step is not null && hidden.Name == "Step"))
            .Concat(said)
            .Concat(step is null ? [] : [("Step", step)]);
        return await browser.Post(
            "/set-up",
            fields.Select(f => KeyValuePair.Create(f.Name, f.Value)),
            from is null ? [] : [(FromThisMachine.AddressHeader, from)]
        );
    }

    static KeyValuePair<string, string> Token(Answer page) => new("__RequestVerificationToken", page.Token);

    static (string Name, string Value)[][] Screens() =>
        [
            [("Input.Company", "Bakkerij Jansen"), ("Input.Country", "BE")],
            [("Input.TimeZone", "Europe/Brussels"), ("Input.Language", "nl")],
            [("Input.FirstExtension", "300"), ("Input.LastExtension", "349")],
            [("Input.Name", "Eva Jansen"), ("Input.UserName", "eva"), ("Input.Email", "eva@jansen.example"), ("Input.Password", Password)],
        ];

    async Task<CompanyId> Founded()
    {
        await using var query = _host.Services.GetRequiredService<IDocumentStore>().QuerySession();
        return new CompanyId(Assert.Single(await query.Query<Founding>().ToListAsync(Ct)).CompanyId);
    }

    const string Password = "vier losse woorden samen";
}
