using System.Net;
using ConnectMe.Identity;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity.SingleSignOn;

/// <summary>The demo company beside an OpenID provider on this machine, which may be called.</summary>
public sealed class HostWithProvider(PostgresFixture postgres) : ConnectMeHost(postgres), IAsyncLifetime
{
    public OpenIdProvider There { get; } = new();

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await There.Start();
        await InitializeAsync();
    }

    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton(new SingleSignOnSettings { PrivateProviders = true, TrustedRoot = There.TrustedRoot });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await There.DisposeAsync();
    }

    /// <summary>A provider of the company that is on, as an administrator would have set it up; each test has its own.</summary>
    internal async Task<SignInProvider> Provider(
        Func<SignInProvider, SignInProvider>? change = null,
        ProviderKind kind = ProviderKind.Other,
        CompanyId? company = null
    )
    {
        var secrets = Services.GetRequiredService<ProviderSecrets>();
        var provider = new SignInProvider(
            Guid.NewGuid(),
            kind,
            "Aanbieder",
            There.Issuer,
            OpenIdProvider.ClientId,
            secrets.Protect(OpenIdProvider.Secret)
        )
        {
            IsOn = true,
        };
        provider = change?.Invoke(provider) ?? provider;
        await using var session = Services.GetRequiredService<IDocumentStore>().SessionFor(company ?? Garage.Id);
        session.Store(provider);
        await session.SaveChangesAsync(Ct);
        return provider;
    }

    internal async Task RemoveProviders()
    {
        await using var session = Services.GetRequiredService<IDocumentStore>().SessionFor(Garage.Id);
        foreach (var provider in await session.Query<SignInProvider>().ToListAsync(Ct))
        {
            session.Delete(provider);
        }

        await session.SaveChangesAsync(Ct);
    }

    /// <summary>This account there is linked to a person of the demo company.</summary>
    internal async Task Link(SignInProvider provider, string subject, Guid user)
    {
        await using var session = Services.GetRequiredService<IDocumentStore>().SessionFor(Garage.Id);
        session.Store(
            new ProviderLink(
                ProviderLink.IdOf(provider.Issuer, subject),
                user,
                provider.Id,
                provider.Issuer,
                "",
                TimeProvider.System.GetUtcNow()
            )
        );
        await session.SaveChangesAsync(Ct);
    }

    /// <summary>The button, the provider, and the way back with what it gave.</summary>
    internal async Task<Answer> Arrive(Browser browser, SignInProvider provider, string returnUrl = "") =>
        await browser.Open(await WayBack(browser, provider, returnUrl));

    /// <summary>The address that the provider sends the browser back to.</summary>
    internal async Task<string> WayBack(Browser browser, SignInProvider provider, string returnUrl = "")
    {
        var to = await browser.Open($"/sign-in/with/{provider.Id}?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal(HttpStatusCode.Redirect, to.Status);
        Assert.StartsWith($"{There.Issuer}authorize?", to.Location, StringComparison.Ordinal);
        var back = new Uri(await There.Visit(to.Location!));
        Assert.Equal($"https://localhost/sign-in/with/{provider.Id}/back", back.GetLeftPart(UriPartial.Path));
        return back.PathAndQuery;
    }

    internal static async Task<bool> IsIn(Browser browser) =>
        (await browser.Open("/me", ("HX-Request", "true"))).Status is HttpStatusCode.NoContent;

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
