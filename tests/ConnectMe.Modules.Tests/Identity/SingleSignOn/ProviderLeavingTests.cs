using System.Net;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity.SingleSignOn;

/// <summary>When a provider does not vouch any more, and how somebody leaves it. Each test has people and providers of its own.</summary>
public sealed class ProviderLeavingTests(HostWithProvider host) : IClassFixture<HostWithProvider>
{
    readonly Garage _company = new(host);

    [Theory]
    [InlineData("off", "771")]
    [InlineData("removed", "772")]
    public async Task A_provider_that_is_switched_off_or_removed_ends_what_was_signed_in_to_by_it(string how, string extension)
    {
        var name = $"vertrek-{how}";
        var provider = await host.Provider();
        await host.Link(provider, name, await _company.AddWithPassword(name, extension));
        host.There.Person = new OpenIdPerson(name);
        var (byProvider, byPassword, phone) = (host.NewBrowser(), host.NewBrowser(), host.NewBrowser());
        Assert.Equal("/", (await host.Arrive(byProvider, provider)).Location);
        await byPassword.SignIn(name, Garage.Password);
        await SignIn(phone, byProvider);
        Assert.True(await HostWithProvider.IsIn(byProvider) && await HostWithProvider.IsIn(phone));
        using var stream = await byProvider.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));

        await (
            how == "off"
                ? _company.Anna.Do(
                    $"/admin/single-sign-on/{provider.Id}",
                    ("Input.Name", provider.Name),
                    ("Input.Issuer", provider.Issuer),
                    ("Input.ClientId", provider.ClientId),
                    ("Input.IsOn", "false")
                )
                : _company.Anna.Do($"/admin/single-sign-on/{provider.Id}/remove")
        );
        await lines.ReadToEndAsync(Ct).WaitAsync(TimeSpan.FromSeconds(5), Ct); // the stream has an end

        Assert.False(await HostWithProvider.IsIn(byProvider));
        Assert.False(await HostWithProvider.IsIn(phone));
        Assert.True(await HostWithProvider.IsIn(byPassword));
        Assert.Equal(HttpStatusCode.NoContent, (await _company.Anna.Open("/me")).Status);
    }

    [Fact]
    public async Task Who_came_by_a_provider_is_led_out_of_it_too_where_it_can_be_left()
    {
        var provider = await host.Provider();
        await host.Link(provider, "uitgang", await _company.AddWithPassword("uitgang", "773"));
        host.There.Person = new OpenIdPerson("uitgang");
        var browser = host.NewBrowser();
        await host.Arrive(browser, provider);

        var left = await browser.SignOut();

        Assert.Equal($"/sign-in/with/{provider.Id}/left", left.Location);
        Assert.False(await HostWithProvider.IsIn(browser));
        var page = await browser.Open(left.Location!);
        Assert.Contains("nog ingelogd", page.Text("form p"), StringComparison.Ordinal);
        var leaving = page.Document.QuerySelector("#leave")!.GetAttribute("href")!;
        Assert.Equal($"{host.There.Issuer}logout?client_id={OpenIdProvider.ClientId}", leaving);
        Assert.Equal(HttpStatusCode.OK, await host.There.Leave(leaving));
        Assert.Equal(OpenIdProvider.ClientId, host.There.LeftBy);

        // one that cannot be left, and who came by their password, are just at the sign-in page
        host.There.Describe = said => said.SetParameter("end_session_endpoint", value: null);
        await host.Services.GetRequiredService<ProviderDiscovery>().Of(provider.Issuer, TimeSpan.Zero, Ct);
        Assert.Equal("/sign-in", (await browser.Open(left.Location!)).Location);
        host.There.Describe = null;
        await host.Services.GetRequiredService<ProviderDiscovery>().Of(provider.Issuer, TimeSpan.Zero, Ct);
        await browser.SignIn("uitgang", Garage.Password);
        Assert.Equal("/sign-in", (await browser.SignOut()).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open($"/sign-in/with/{Guid.NewGuid()}/left")).Status);
    }

    /// <summary>A phone, by the code that this browser shows.</summary>
    static async Task SignIn(Browser phone, Browser shows)
    {
        var made = await shows.Post(
            "/settings/applications/phone",
            new Dictionary<string, string> { ["way"] = "Code" },
            ("RequestVerificationToken", await shows.FreshToken()),
            ("HX-Request", "true")
        );
        var link = new Uri(made.Text("#phone-address")).PathAndQuery;
        var page = await phone.Open(link);
        await phone.Post(link, new Dictionary<string, string> { ["__RequestVerificationToken"] = page.Token });
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
