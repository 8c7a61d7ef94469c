using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>ConnectMe as an installed app.</summary>
public sealed class ApplicationsTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task It_can_be_installed_and_says_by_itself_when_the_server_cannot_be_reached()
    {
        var anna = await _office.Anna();
        var page = anna.Page;
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        var tools = await anna.Context.NewCDPSessionAsync(page);
        var manifest = (await tools.SendAsync("Page.getAppManifest"))!.Value;
        var hindrances = (await tools.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");

        Assert.Empty(manifest.GetProperty("errors").EnumerateArray());
        Assert.Equal(
            [], // but what every test's browser has: it keeps nothing
            hindrances.EnumerateArray().Select(e => e.GetProperty("errorId").GetString()).Where(id => id != "in-incognito")
        );

        anna.Means("ERR_INTERNET_DISCONNECTED");
        await anna.Context.SetOfflineAsync(true);
        await page.GotoAsync("/contacts");
        await Expect(page.Locator("h1:visible")).ToHaveTextAsync("Geen verbinding");
        await page.EvaluateAsync("localStorage.setItem('connectme.language', 'en')"); // as of someone who reads English
        await page.GotoAsync("/contacts");
        await Expect(page.Locator("h1:visible")).ToHaveTextAsync("No connection");
        await page.EvaluateAsync("for (let timer = setInterval(() => {}, 9999); timer > 0; timer--) clearInterval(timer)"); // it would try again
        await AccessibilityTests.Passes(anna, "offline");
        Assert.Equal(
            ["/css/all.css", "/fonts/figtree.woff2", "/icons/favicon.svg", "/js/offline.js", "/offline.html"], // nobody's pages
            await page.EvaluateAsync<string[]>(
                "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname)))).flat().sort()"
            )
        );

        await anna.Context.SetOfflineAsync(false);
        await page.Locator("button:visible").ClickAsync(); // and what was asked for is there
        await Expect(page.Locator("#main h1").First).ToHaveTextAsync("Alle contactpersonen");
    }

    [Fact]
    [Spec("M7.1-03", "M10.1-03")]
    public async Task A_contact_that_is_added_in_the_browser_is_there_in_the_app_on_the_phone_that_was_signed_in_by_its_link()
    {
        var sanne = await _office.Sanne();
        await sanne.Page.GotoAsync("/settings/applications");
        await sanne.Page.Locator("#send-phone-link button").First.ClickAsync();
        var app = await _office.App(await sanne.Page.Locator("#phone-address").InnerTextAsync());
        Assert.True(await app.Page.EvaluateAsync<bool>("matchMedia('(display-mode: standalone)').matches"));
        await app.Page.Locator("button[type=submit]").First.ClickAsync();
        await app.Line("ready");
        await app.Page.Locator("nav a[href='/contacts']").ClickAsync();
        await Expect(app.Page.Locator("#contacts-listed")).Not.ToContainTextAsync("Appie Onderweg");

        await sanne.Page.GotoAsync("/contacts/new?number=0301234599&name=Appie%20Onderweg"); // as the call log leads there
        await Expect(sanne.Page.Locator("#number-0")).ToHaveValueAsync("0301234599");
        await sanne.Page.Locator("#contact [type=submit].btn--p").ClickAsync();
        await Expect(sanne.Page.Locator(".side h2").First).ToHaveTextAsync("Appie Onderweg");

        await app.Page.Locator("nav a[href='/calls']").ClickAsync();
        await app.Page.Locator("nav a[href='/contacts']").ClickAsync();
        await Expect(app.Page.Locator("#contacts-listed")).ToContainTextAsync("Appie Onderweg");
    }
}
