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
}
