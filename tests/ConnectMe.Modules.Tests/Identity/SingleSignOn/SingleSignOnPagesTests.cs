using System.Net;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity.SingleSignOn;

/// <summary>The pages of single sign-on: what administrators set, what they are told, and what people do with their own account.</summary>
public sealed class SingleSignOnPagesTests(HostWithProvider host) : IClassFixture<HostWithProvider>
{
    readonly Garage _company = new(host);

    [Fact]
    [Spec("M2-05", "A10-02")]
    public async Task An_administrator_adds_Google_somebody_links_their_account_and_signs_in_by_its_button()
    {
        var anna = _company.Anna;
        var id = await _company.AddWithPassword("gerda", "751");
        var gerda = host.NewBrowser();
        await gerda.SignIn("gerda", Garage.Password);
        var other = host.NewBrowser();
        await other.SignIn("gerda", Garage.Password);

        // the administrator
        await host.RemoveProviders(); // of other tests: a company has ten at most
        var place = (await anna.Do("/admin/single-sign-on/new", ("kind", "Google"))).Headers["HX-Location"].Split('"')[3];
        var page = await anna.Open(place);
        Assert.Equal("https://accounts.google.com", page.Document.QuerySelector("#Input_Issuer")!.GetAttribute("value"));
        Assert.Equal($"https://localhost/sign-in/with/{place.Split('/')[^1]}/back", page.Text("#redirect-uri"));
        await anna.Do(place, Filled("Google"));
        Assert.Contains("geen bezwaar", (await anna.Do($"{place}/test")).Text(".note"), StringComparison.Ordinal);
        Assert.DoesNotContain(OpenIdProvider.Secret, (await anna.Open(place)).Body, StringComparison.Ordinal);

        // the person
        var button = (await host.NewBrowser().Open("/sign-in")).Document.QuerySelector(
            $"#providers a[href^='{place.Replace("admin/single-sign-on", "sign-in/with", StringComparison.Ordinal)}']"
        )!;
        Assert.Equal("Inloggen met Google", button.TextContent.Trim());
        var provider = (await Kept(place))!;
        host.There.Person = new OpenIdPerson("google-gerda") { Email = "gerda.prive@gmail.example", EmailVerified = true };
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Arrive(host.NewBrowser(), provider)).Status);
        var mine = new Linker(host, gerda);
        Assert.Contains(
            "niet je huidige wachtwoord",
            (await mine.Post("link", provider, "niet het wachtwoord")).Text(".err"),
            StringComparison.Ordinal
        );
        Assert.Equal("/settings/security", (await mine.Link(provider, Garage.Password)).Location);
        Assert.False(await HostWithProvider.IsIn(other)); // a new way in: the other browsers are out
        Assert.True(await HostWithProvider.IsIn(gerda));
        Assert.Contains("Google", (await _company.MailTo("gerda"))[^1].Text, StringComparison.Ordinal);

        var browser = host.NewBrowser();
        Assert.Equal("/contacts", (await host.Arrive(browser, provider, "/contacts")).Location);
        var security = await browser.Open("/settings/security");
        Assert.Contains("Met Google", security.Text("#sessions"), StringComparison.Ordinal);
        Assert.Contains("Met Google", security.Text("#sign-ins"), StringComparison.Ordinal);
        Assert.Contains("gerda.prive@gmail.example", security.Text("#own-providers"), StringComparison.Ordinal);
        await using (var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Garage.Id))
        {
            var entries = await query.Query<AuditEntry>().Where(entry => entry.AboutId == id).ToListAsync(Ct);
            Assert.Contains(entries, entry => entry.Act == "provider-linked");
            Assert.Contains(entries, entry => entry is { Act: AuditEntry.SignedIn, Method: "provider: Google" });
        }

        // and back
        Assert.Equal(HttpStatusCode.OK, (await new Linker(host, browser).Post("unlink", provider, Garage.Password)).Status);
        Assert.False(await HostWithProvider.IsIn(gerda));
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Arrive(host.NewBrowser(), provider)).Status);
    }

    [Fact]
    public async Task An_account_of_a_colleague_is_not_linked_a_second_time_nor_in_another_sign_in()
    {
        var provider = await host.Provider();
        var first = await _company.AddWithPassword("piet-een", "752");
        await _company.AddWithPassword("piet-twee", "753");
        await host.Link(provider, "piet", first);
        host.There.Person = new OpenIdPerson("piet");
        var browser = host.NewBrowser();
        await browser.SignIn("piet-twee", Garage.Password);

        var answer = await new Linker(host, browser).Link(provider, Garage.Password);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("hoort hier al bij een collega", answer.Text("[role=alert]"), StringComparison.Ordinal);
        host.There.Person = new OpenIdPerson("piet-nieuw");
        var begun = await new Linker(host, browser).Post("link", provider, Garage.Password);
        var back = new Uri(await host.There.Visit(begun.Headers["HX-Redirect"])).PathAndQuery;
        await browser.SignOut();
        await browser.SignIn("piet-een", Garage.Password);
        Assert.Contains("opnieuw ingelogd", (await browser.Open(back)).Text("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A10-02")]
    public async Task The_test_says_in_words_what_is_wrong()
    {
        var there = host.There;
        Assert.Contains("noemt zichzelf", await Tested(p => p with { Issuer = there.Issuer.TrimEnd('/') }), StringComparison.Ordinal);
        Assert.Contains(
            "geen beschrijving te vinden (antwoord 404)",
            await Tested(p => p with { Issuer = there.Issuer + "realms/weg" }),
            StringComparison.Ordinal
        );
        Assert.Contains("niet bereikbaar", await Tested(p => p with { Issuer = "https://localhost:1/" }), StringComparison.Ordinal);
        Assert.Contains(
            "niet geldig",
            await Tested(p => p with { Issuer = there.Issuer.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "invalid_client",
            await Tested(p => p with { ProtectedSecret = Protected("een ander geheim") }),
            StringComparison.Ordinal
        );
        Assert.Contains("Typ het opnieuw", await Tested(p => p with { ProtectedSecret = null }), StringComparison.Ordinal);
        there.ClockOff = TimeSpan.FromMinutes(-5);
        Assert.Contains("meer dan twee minuten", await Tested(p => p), StringComparison.Ordinal);
        there.ClockOff = TimeSpan.Zero;
        there.Describe = document => document["token_endpoint"] = "http://localhost/token";
        Assert.Contains("https://", await Tested(p => p), StringComparison.Ordinal);
        there.Describe = document => document["issuer"] = "https://elders.example/";
        Assert.Contains("noemt zichzelf https://elders.example/", await Tested(p => p), StringComparison.Ordinal);
        there.Describe = null;
        Assert.Contains("geen bezwaar", await Tested(p => p), StringComparison.Ordinal);

        string Protected(string secret) =>
            host.Services.GetRequiredService<ConnectMe.Identity.SingleSignOn.ProviderSecrets>().Protect(secret);

        async Task<string> Tested(Func<SignInProvider, SignInProvider> change) =>
            (await _company.Anna.Do($"/admin/single-sign-on/{(await host.Provider(change)).Id}/test")).Text(".note");
    }

    [Theory]
    [InlineData("Other", "Input.Name", "", "Geef een naam")]
    [InlineData("Other", "Input.Issuer", "http://localhost/", "begint, zonder")]
    [InlineData("Other", "Input.Issuer", "https://gast:wacht@localhost/", "begint, zonder")]
    [InlineData("Other", "Input.Issuer", "https://localhost/?tenant=a", "begint, zonder")]
    [InlineData("Other", "Input.Issuer", "https://localhost/.well-known/openid-configuration", "Laat het deel")]
    [InlineData("Entra", "Input.Issuer", "https://login.microsoftonline.com/common/v2.0", "tenant-ID van jullie eigen")]
    [InlineData("Entra", "Input.Issuer", "https://login.microsoftonline.com/Organizations/v2.0", "tenant-ID van jullie eigen")]
    [InlineData("Other", "Input.ClientId", "", "Geef de client-ID")]
    [InlineData("Other", "Input.Secret", "", "Geef het geheim")]
    [InlineData("Other", "Input.Domains", "geen domein!", "domeinen zoals")]
    [InlineData("Other", "Input.MakesAccounts", "true", "Zonder domeinen")]
    [InlineData("Other", "Input.IsOnlyWay", "true", "Zonder domeinen")]
    public async Task What_can_t_be_right_is_refused_beside_its_field(string kind, string field, string value, string said)
    {
        var draft = await host.Provider(
            p => p with { Name = "", Issuer = "", ClientId = "", ProtectedSecret = null, IsOn = false },
            Enum.Parse<ProviderKind>(kind)
        );

        var answer = await _company.Anna.Post($"/admin/single-sign-on/{draft.Id}", Filled("Iets", (field, value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(said, answer.Text(".err"), StringComparison.Ordinal);
        Assert.Equal(draft, await Kept($"/{draft.Id}") is { } kept ? kept with { Domains = draft.Domains } : null);
    }

    [Fact]
    public async Task The_secret_is_kept_encrypted_and_never_told_to_another_issuer()
    {
        var draft = await host.Provider(p => p with { ProtectedSecret = null, IsOn = false });
        var place = $"/admin/single-sign-on/{draft.Id}";
        await _company.Anna.Do(place, Filled("Bewaard"));
        var first = (await Kept(place))!.ProtectedSecret!;
        Assert.DoesNotContain(OpenIdProvider.Secret, first, StringComparison.Ordinal);

        await _company.Anna.Do(place, Filled("Bewaard", ("Input.Secret", "")));
        Assert.Equal(first, (await Kept(place))!.ProtectedSecret);
        await _company.Anna.Do(
            place,
            Filled("Bewaard", ("Input.Secret", ""), ("Input.Issuer", "https://elders.example/"), ("Input.IsOn", "false"))
        );
        Assert.Null((await Kept(place))!.ProtectedSecret);
    }

    [Fact]
    public async Task A_removed_provider_takes_its_links_along()
    {
        var provider = await host.Provider();
        await host.Link(provider, "verwijderd", await _company.AddWithPassword("verwijderd", "754"));
        host.There.Person = new OpenIdPerson("verwijderd");
        Assert.Equal("/", (await host.Arrive(host.NewBrowser(), provider)).Location);

        await _company.Anna.Do($"/admin/single-sign-on/{provider.Id}/remove");

        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().Open($"/sign-in/with/{provider.Id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Arrive(host.NewBrowser(), await host.Provider())).Status);
    }

    [Theory]
    [InlineData("nl", "Neem van Overview")]
    [InlineData("en", "From Overview take")]
    [Spec("M2-06", "A10-02")]
    public async Task The_guide_says_for_each_provider_what_to_set_where(string language, string said)
    {
        var reader = new Administrator(host);
        await reader.Post("/language", ("culture", language), ("returnUrl", "/"));
        var page = await reader.Open("/admin/single-sign-on/guide");

        foreach (var kind in Enum.GetValues<ProviderKind>())
        {
            Assert.True(page.Document.QuerySelectorAll($"#{kind} ol li").Length >= 4, $"{kind}");
            Assert.True(page.Text($"#{kind} p.meta").Length > 60, $"{kind}");
        }

        Assert.Contains(said, page.Text("#Entra"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(Entra|AdFs|Google|Keycloak|Other)-\d", page.Text("#guide"));
        var provider = await host.Provider(kind: ProviderKind.Keycloak);
        var own = await _company.Anna.Open($"/admin/single-sign-on/{provider.Id}");
        Assert.NotNull(own.Document.QuerySelector("a[href='/admin/single-sign-on/guide#Keycloak']"));
        Assert.NotNull((await _company.Anna.Open("/admin/single-sign-on")).Document.QuerySelector("a[href='/admin/single-sign-on/guide']"));
    }

    (string, string)[] Filled(string name, params (string Name, string Value)[] other) =>
        [
            .. new (string Name, string Value)[]
            {
                ("Input.Name", name),
                ("Input.Issuer", host.There.Issuer),
                ("Input.ClientId", OpenIdProvider.ClientId),
                ("Input.Secret", OpenIdProvider.Secret),
                ("Input.IsOn", "true"),
            }.Where(field => other.All(one => one.Name != field.Name)),
            .. other,
        ];

    async Task<SignInProvider?> Kept(string place)
    {
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Garage.Id);
        return await query.LoadAsync<SignInProvider>(Guid.Parse(place.Split('/')[^1]), Ct);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
