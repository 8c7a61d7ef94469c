using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>"Test my connection": with a good connection, with a bad one, with none.</summary>
public sealed class ConnectionTestTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("B2")]
    public async Task It_names_what_is_wrong_in_words_and_what_to_do()
    {
        var anna = await _office.Anna();
        var page = anna.Page;
        await using var path = await LossyPath.Of(anna, "**/settings/connection/line?over=*", tcp: true);
        await page.GotoAsync("/settings/connection");
        await page.EvaluateAsync(
            "() => Object.assign(document.getElementById('connection-test').dataset, { listening: 700, measuring: 1600, patience: 5000 })"
        );
        var steps = page.Locator("[data-step]");

        await page.Locator("#test-start").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#test-speaker")).ToHaveAttributeAsync("data-outcome", "ask", new() { Timeout = Phone.Patience });
        await page.Locator("[data-heard=ok]").ClickAsync();

        foreach (var step in new[] { "microphone", "path", "tcp", "sound", "speaker" })
        {
            await Expect(page.Locator($"#test-{step}")).ToHaveAttributeAsync("data-outcome", "ok");
        }

        await Expect(page.Locator("[data-step][data-state=bad]")).ToHaveCountAsync(0);
        await Expect(page.Locator("#test-summary")).ToContainTextAsync("Klaar.");
        Assert.Equal("ready", await page.Locator("html").GetAttributeAsync("data-line-state")); // the phone was left alone

        await page.EvaluateAsync(
            "() => (navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')))"
        );
        path.Lose(10);
        await Again(page);
        await Said(page, "microphone", "denied", "sta de microfoon toe");
        await Said(page, "loss", "much", "woorden vallen weg");

        path.Cut();
        await page.EvaluateAsync("() => (document.getElementById('connection-test').dataset.patience = 1200)");
        await Again(page);
        await Said(page, "path", "tcp", "Vraag de beheerder van dit netwerk UDP-poort");
        await Said(page, "tcp", "ok", "Over TCP bereikt geluid de server ook");
        await Said(page, "sound", "ok", "ms");
        await Said(page, "loss", "ok", "0 %");

        path.Tcp!.Cut();
        await Again(page);
        await Said(page, "path", "blocked", "over UDP niet en over TCP niet");
        await Said(page, "tcp", "closed", "TCP-poort");
        Assert.Equal(7, await steps.CountAsync());
        await AccessibilityTests.Passes(anna, "a connection test that found much");
    }

    static async Task Again(IPage page)
    {
        await page.Locator("#test-start").ClickAsync();
        await Expect(page.Locator("#test-speaker")).ToHaveAttributeAsync("data-outcome", "busy");
        await Expect(page.Locator("#test-speaker")).ToHaveAttributeAsync("data-outcome", "ask", new() { Timeout = Phone.Patience });
    }

    static async Task Said(IPage page, string step, string outcome, string words)
    {
        await Expect(page.Locator($"#test-{step}")).ToHaveAttributeAsync("data-outcome", outcome);
        await Expect(page.Locator($"#test-{step}")).ToContainTextAsync(words);
    }
}
