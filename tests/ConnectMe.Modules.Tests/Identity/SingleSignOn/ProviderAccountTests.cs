using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity.SingleSignOn;

/// <summary>Whose account it is that a provider vouches for. Each test has people, subjects and a domain of its own.</summary>
public sealed class ProviderAccountTests(HostWithProvider host) : IClassFixture<HostWithProvider>
{
    readonly Garage _company = new(host);

    [Fact]
    public async Task Who_is_not_known_there_is_told_to_link_and_gets_no_account()
    {
        var provider = await host.Provider(p => p with { Domains = ["vreemd.example"] });
        host.There.Person = new OpenIdPerson("vreemd") { Email = "wie@vreemd.example", EmailVerified = true };
        var browser = host.NewBrowser();

        var answer = await host.Arrive(browser, provider);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("nog niet bekend", answer.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.False(await HostWithProvider.IsIn(browser));
        Assert.Null(await _company.User("wie@vreemd.example"));
    }

    [Fact]
    public async Task Somebody_new_with_a_verified_address_of_the_domain_gets_an_account_without_a_password()
    {
        var provider = await host.Provider(p => p with { Domains = ["nieuw.example"], MakesAccounts = true });
        host.There.Person = new OpenIdPerson("nieuw-1")
        {
            Name = "Nina Nieuw",
            Email = "Nina@nieuw.example",
            EmailVerified = true,
        };
        var browser = host.NewBrowser();

        Assert.Equal("/", (await host.Arrive(browser, provider)).Location);

        var nina = (await _company.User("Nina@nieuw.example"))!;
        Assert.Equal(("Nina Nieuw", false, "Nina@nieuw.example"), (nina.Name, nina.IsAdministrator, nina.Email));
        Assert.Single(await _company.People(), person => person.Extension == nina.Extension);
        Assert.Contains("/consent", (await browser.Open("/calls")).Location, StringComparison.Ordinal); // policies, as of everybody
        await browser.Agree();
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/calls")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.NewBrowser().SignIn("nina@nieuw.example", "")).Status);

        Assert.Equal("/", (await host.Arrive(host.NewBrowser(), provider)).Location);
        Assert.Single(await _company.People(), person => person.Name == "Nina Nieuw"); // the second time it is her
        var linked = await new Linker(host, browser).Post("link", provider, "iets");
        Assert.Contains("nog geen wachtwoord", linked.Text(".err"), StringComparison.Ordinal);
    }

    public static TheoryData<ProviderKind, bool?, bool?, string?, bool> Claims =>
        new()
        {
            { ProviderKind.Other, true, null, null, true },
            { ProviderKind.Other, false, null, null, false },
            { ProviderKind.Other, null, null, null, false },
            { ProviderKind.Keycloak, true, null, null, true },
            { ProviderKind.AdFs, null, null, null, false },
            { ProviderKind.Entra, true, null, null, false }, // whoever runs a directory writes any address
            { ProviderKind.Entra, null, true, null, true },
            { ProviderKind.Entra, true, false, null, false },
            { ProviderKind.Google, true, null, null, false }, // an account of their own, with an address of a company they left
            { ProviderKind.Google, true, null, "elders.example", false },
            { ProviderKind.Google, false, null, "adres.example", false },
            { ProviderKind.Google, true, null, "adres.example", true },
        };

    [Theory]
    [MemberData(nameof(Claims))]
    [Spec("M2-05", "A10-02")]
    public async Task An_address_is_believed_only_where_its_owner_has_confirmed_it(
        ProviderKind kind,
        bool? verified,
        bool? byOwner,
        string? hosted,
        bool believed
    )
    {
        var name = $"{kind}-{verified}-{byOwner}-{hosted}".ToLowerInvariant();
        var provider = await host.Provider(p => p with { Domains = ["adres.example"], MakesAccounts = true }, kind);
        host.There.Person = new OpenIdPerson(name)
        {
            Email = $"{name}@adres.example",
            EmailVerified = verified,
            DomainOwnerVerified = byOwner,
            HostedDomain = hosted,
        };

        var answer = await host.Arrive(host.NewBrowser(), provider);

        Assert.Equal(believed ? HttpStatusCode.Redirect : HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal(believed, await _company.User($"{name}@adres.example") is not null);
    }

    [Fact]
    public async Task An_address_of_another_domain_makes_no_account()
    {
        var provider = await host.Provider(p => p with { Domains = ["eigen.example"], MakesAccounts = true });
        foreach (var address in new[] { "x@ander.example", "x@sub.eigen.example", "x@eigen.example.ander.example", "eigen.example" })
        {
            host.There.Person = new OpenIdPerson($"domein-{address}") { Email = address, EmailVerified = true };
            Assert.Equal(HttpStatusCode.Forbidden, (await host.Arrive(host.NewBrowser(), provider)).Status);
        }
    }

    [Fact]
    public async Task A_verified_address_links_the_person_who_has_it_where_the_administrator_allows_that()
    {
        var id = await JoinAt("lies@koppel.example", "lies", "741");
        var off = await host.Provider(p => p with { Domains = ["koppel.example"] });
        var on = await host.Provider(p => p with { Domains = ["koppel.example"], LinksByEmail = true });
        host.There.Person = new OpenIdPerson("lies-1") { Email = "lies@koppel.example", EmailVerified = false };
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Arrive(host.NewBrowser(), on)).Status);
        host.There.Person = host.There.Person with { EmailVerified = true };
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Arrive(host.NewBrowser(), off)).Status);

        Assert.Equal("/", (await host.Arrive(host.NewBrowser(), on)).Location);

        // it is the account there that is hers from now on, whatever address it has
        host.There.Person = host.There.Person with
        {
            Email = "anders@koppel.example",
        };
        var browser = host.NewBrowser();
        Assert.Equal("/", (await host.Arrive(browser, off)).Location);
        Assert.Contains("Nieuwe lies", (await browser.Open("/settings/profile")).Body, StringComparison.Ordinal);

        // and who gets her old address is not her
        host.There.Person = new OpenIdPerson("lies-2") { Email = "lies@koppel.example", EmailVerified = true };
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Arrive(host.NewBrowser(), on)).Status);
        var entries = await Acts(id);
        Assert.Contains(entries, entry => entry.Act == "provider-linked-by-address" && entry.Number > 0);
    }

    [Fact]
    public async Task An_administrator_is_never_linked_by_an_address()
    {
        await JoinAt("baas@baas.example", "baas", "742", ("Input.IsAdministrator", "true"));
        var provider = await host.Provider(p => p with { Domains = ["baas.example"], LinksByEmail = true, MakesAccounts = true });
        host.There.Person = new OpenIdPerson("baas-1") { Email = "baas@baas.example", EmailVerified = true };

        Assert.Equal(HttpStatusCode.Forbidden, (await host.Arrive(host.NewBrowser(), provider)).Status);
    }

    [Fact]
    public async Task Who_was_deactivated_does_not_come_in_and_that_is_noted()
    {
        var id = await _company.AddWithPassword("weg", "743");
        var provider = await host.Provider();
        await host.Link(provider, "weg-1", id);
        host.There.Person = new OpenIdPerson("weg-1");
        var browser = host.NewBrowser();
        Assert.Equal("/", (await host.Arrive(browser, provider)).Location);
        await _company.Anna.Do($"/admin/people/{id}/deactivate");

        var answer = await host.Arrive(host.NewBrowser(), provider);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("niet meer actief", answer.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.False(await HostWithProvider.IsIn(browser));
        await Eventually.Is(async () =>
            (await Acts(id)).Any(entry => entry.Act == AuditEntry.SignInRefused && entry.Method == "provider: Aanbieder")
        );
    }

    [Fact]
    public async Task The_subject_of_another_company_is_nobody_here()
    {
        await OtherCompany.Found(host);
        var ours = await host.Provider();
        var theirs = await host.Provider(
            p => p with { Domains = ["garagehofstra.example"], LinksByEmail = true, MakesAccounts = true },
            company: OtherCompany.Id
        );
        await host.Link(ours, "joost-1", DemoCompany.People.Single(person => person.UserName == "joost").UserId);
        host.There.Person = new OpenIdPerson("joost-1") { Email = "joost@garagehofstra.example", EmailVerified = true };

        var answer = await host.Arrive(host.NewBrowser(), theirs);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.DoesNotContain("Joost", answer.Body, StringComparison.Ordinal);
        Assert.Equal("/", (await host.Arrive(host.NewBrowser(), ours)).Location);
        Assert.DoesNotContain("/sign-in/with/", (await host.NewBrowser().Open("/sign-in")).Body, StringComparison.Ordinal); // whose would they be?
        var page = await host.NewBrowser().Open($"/sign-in?company={OtherCompany.Id.Value}");
        Assert.NotNull(page.Document.QuerySelector($"#providers a[href='/sign-in/with/{theirs.Id}']"));
        Assert.Null(page.Document.QuerySelector($"#providers a[href='/sign-in/with/{ours.Id}']"));
    }

    [Fact]
    [Spec("M2-09")]
    public async Task The_own_second_step_follows_for_administrators_and_where_the_company_wants_it_unless_the_provider_had_one()
    {
        var kees = await Newcomer.Join(host, "kees", "744");
        await kees.AddApp();
        var (trusting, asking) = (await host.Provider(), await host.Provider(p => p with { AsksOwnSecondFactor = true }));
        await host.Link(trusting, "kees-1", kees.Id);
        var plain = new OpenIdPerson("kees-1");
        var withMfa = plain with { Methods = ["pwd", "mfa"] };

        Assert.Equal("/", await Goes(trusting, plain));
        Assert.Equal("/sign-in/code", await Goes(asking, plain));
        Assert.Equal("/", await Goes(asking, withMfa));

        var browser = host.NewBrowser();
        host.There.Person = plain;
        await host.Arrive(browser, asking, "/contacts");
        Assert.False(await HostWithProvider.IsIn(browser));
        var proven = await Newcomer.Prove(browser, "App", kees.Code(later: 1));
        Assert.Equal("/contacts", proven.Location);
        Assert.True(await HostWithProvider.IsIn(browser));

        await _company.Anna.Do($"/admin/people/{kees.Id}", Garage.Fields("kees", "744", ("Input.IsAdministrator", "true")));
        Assert.Equal("/sign-in/code", await Goes(trusting, plain));
        Assert.Equal("/", await Goes(trusting, withMfa));

        async Task<string?> Goes(SignInProvider provider, OpenIdPerson person)
        {
            host.There.Person = person;
            return (await host.Arrive(host.NewBrowser(), provider)).Location;
        }
    }

    [Fact]
    public async Task Where_the_provider_is_the_only_way_a_password_opens_nothing_but_an_administrators()
    {
        var id = await JoinAt("enkel@enkel.example", "enkel", "745");
        await JoinAt("chef@enkel.example", "chef", "746", ("Input.IsAdministrator", "true"));
        var provider = await host.Provider(p => p with { Domains = ["enkel.example"], IsOnlyWay = true });
        await host.Link(provider, "enkel-1", id);

        var refused = await host.NewBrowser().SignIn("enkel", Garage.Password);
        var wrong = await host.NewBrowser().SignIn("enkel", "een heel ander wachtwoord");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("log je in met Aanbieder", refused.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.DoesNotContain("Aanbieder", wrong.Text("[role=alert]"), StringComparison.Ordinal); // nobody can ask how somebody signs in
        Assert.True(await _company.SignsIn("chef"));
        host.There.Person = new OpenIdPerson("enkel-1");
        var browser = host.NewBrowser();
        Assert.Equal("/", (await host.Arrive(browser, provider)).Location);
        var kept = await new Linker(host, browser).Post("unlink", provider, Garage.Password);
        Assert.Contains("enige manier", kept.Text(".err"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M2-03")]
    public async Task User_name_address_and_provider_lead_to_one_account_for_the_phone_and_for_managing_it()
    {
        var id = await JoinAt("een@een.example", "een", "747");
        var provider = await host.Provider();
        await host.Link(provider, "een-1", id);
        host.There.Person = new OpenIdPerson("een-1");
        var (byName, byAddress, byProvider) = (host.NewBrowser(), host.NewBrowser(), host.NewBrowser());
        await byName.SignIn("een", Garage.Password);
        await byAddress.SignIn("een@een.example", Garage.Password);
        await host.Arrive(byProvider, provider);

        foreach (var browser in new[] { byName, byAddress, byProvider })
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.Open("/calls")).Status);
            foreach (var page in new[] { "/settings/profile", "/settings/security", "/settings/devices" })
            {
                Assert.Equal(HttpStatusCode.OK, (await browser.Open(page)).Status); // and nothing asks who they are once more
            }

            Assert.Contains("Nieuwe een", (await browser.Open("/settings/profile")).Body, StringComparison.Ordinal);
        }
    }

    /// <summary>Somebody with a password, whose address is another than that of their invitation.</summary>
    async Task<Guid> JoinAt(string address, string name, string extension, params (string Name, string Value)[] more)
    {
        var id = await _company.AddWithPassword(name, extension, more);
        await _company.Anna.Do($"/admin/people/{id}", Garage.Fields(name, extension, [("Input.Email", address), .. more]));
        return id;
    }

    async Task<IReadOnlyList<AuditEntry>> Acts(Guid about)
    {
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Garage.Id);
        return await query.Query<AuditEntry>().Where(entry => entry.AboutId == about).ToListAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>Somebody at their security settings.</summary>
internal sealed class Linker(HostWithProvider host, Browser browser)
{
    public Task<Answer> Post(string act, SignInProvider provider, string password) =>
        Newcomer.Send(browser, $"/settings/security/providers/{provider.Id}/{act}", [("current", password)]);

    /// <summary>With their password, at the provider, and back.</summary>
    public async Task<Answer> Link(SignInProvider provider, string password)
    {
        var answer = await Post("link", provider, password);
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        return await browser.Open(new Uri(await host.There.Visit(answer.Headers["HX-Redirect"])).PathAndQuery);
    }
}
