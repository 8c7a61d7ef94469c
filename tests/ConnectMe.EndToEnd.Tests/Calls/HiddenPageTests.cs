using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The page of who is called is behind another tab; nothing of it was looked at since.</summary>
public sealed class HiddenPageTests(PublishedHost host, Browsers browsers, ITestOutputHelper output) : IAsyncDisposable
{
    /// <summary>What the page notes by its own clock, which is this machine's: when it was hidden and shown, and when a call stood on it.</summary>
    const string Notes = """
        () => {
          window.notes = { seen: [], rang: null };
          document.addEventListener('visibilitychange', () => notes.seen.push([document.visibilityState, Date.now()]));
          new MutationObserver(() => {
            if (notes.rang === null && document.querySelector('#call-widget [data-state=incoming]')) notes.rang = Date.now();
          }).observe(document.body, { subtree: true, childList: true, attributes: true });
        }
        """;

    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public Task A_hidden_page_rings_within_three_seconds() => Rings(TimeSpan.FromSeconds(2));

    /// <summary>As long as CONNECTME_SOAK_SECONDS says: after five minutes Chromium may freeze what it takes for idle.</summary>
    [Fact(Explicit = true)]
    public Task A_page_hidden_for_long_rings_within_three_seconds() =>
        Rings(
            TimeSpan.FromSeconds(
                int.Parse(Environment.GetEnvironmentVariable("CONNECTME_SOAK_SECONDS") ?? "600", CultureInfo.InvariantCulture)
            )
        );

    async Task Rings(TimeSpan hidden)
    {
        var anna = await _office.Anna();
        await using var sannes = await UnwatchedChromium.Start(browsers);
        await sannes.Look(async page =>
        {
            await SignIn(page);
            await page.EvaluateAsync(Notes);
        });
        await sannes.OpenTab();
        await Passes(hidden);

        var dialled = await anna.Page.EvaluateAsync<double>("() => Date.now()");
        await anna.Dial("203");
        await anna.Has("ringing-out");
        await Passes(TimeSpan.FromSeconds(3.2));

        await sannes.Look(async page =>
        {
            var rang = await page.EvaluateAsync<double?>("() => notes.rang");
            var shown = await page.EvaluateAsync<double>("() => notes.seen.at(-1)?.[1] ?? 0"); // by this look
            var since = await page.EvaluateAsync<double>("() => notes.seen.at(-2)?.[1] ?? 0");
            Assert.True(rang is not null, "the page has not rung");
            Assert.InRange(since, 1, dialled - hidden.TotalMilliseconds + 1000);
            Assert.InRange(rang.Value - dialled, 0, 3000);
            Assert.True(shown > rang, "the page was hidden when it rang");
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"hidden for {(dialled - since) / 1000:F0} s, rang {rang - dialled:F0} ms after the number was dialled"
                )
            );
            await anna.HangUp();
            await Expect(page.Locator("#call-widget [data-state=incoming]")).ToHaveCountAsync(0);
            await page.EvaluateAsync(
                "() => fetch('/sign-out', { method: 'POST', headers: { RequestVerificationToken: document.querySelector('meta[name=csrf]').content }, redirect: 'manual' })"
            );
        });
    }

    async Task SignIn(IPage page)
    {
        await page.GotoAsync($"{host.Url}/sign-in");
        await page.Locator("input[name=Name]").FillAsync("sanne");
        await page.Locator("input[name=password]").FillAsync(Phone.Password);
        await page.Locator("button[type=submit]").First.ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-line-state", "ready", new() { Timeout = 20_000 });
    }

    static async Task Passes(TimeSpan time)
    {
        var begin = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Stopwatch.GetElapsedTime(begin) < time)
        {
            await timer.WaitForNextTickAsync();
        }
    }
}
