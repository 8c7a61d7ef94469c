using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class SoundQualityTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("B14")]
    public async Task Who_loses_sound_sees_bars_and_what_to_do_and_the_call_log_tells_it_afterwards()
    {
        var anna = await _office.Visitor(await browsers.Chromium(Tone.Low));
        await using var path = await LossyPath.Of(anna);
        await anna.SignIn("anna");
        await anna.Line("ready");
        var bram = await _office.Bram();
        await anna.Calls(bram, "202");
        await Expect(Bars(anna)).ToHaveAttributeAsync("data-bars", "4", Soon);
        await Expect(Bars(bram)).ToHaveAttributeAsync("data-bars", "4", Soon);

        var asked = 0;
        anna.Page.Request += (_, request) => asked += request.Url.EndsWith("/call-widget", StringComparison.Ordinal) ? 1 : 0;
        path.Lose(percent: 30);
        await anna.Says("De ander hoort je met haperingen");
        await Expect(Bars(anna)).ToHaveAttributeAsync("data-bars", "1", Soon);
        await Expect(Bars(anna)).ToHaveAttributeAsync("aria-label", "Geluid: slecht");
        await Expect(Bars(bram)).ToHaveAttributeAsync("data-bars", "4");
        await AccessibilityTests.Passes(anna, "a bad line");

        path.Lose(percent: 0);
        await Expect(Bars(anna)).ToHaveAttributeAsync("data-bars", "4", Soon);
        await Expect(anna.Widget.Locator("[id^=sound-]")).ToHaveCountAsync(0);
        Assert.InRange(asked, 2, 8); // what changes refetches the widget; what is measured every second does not

        path.Lose(percent: 30);
        await Expect(Bars(anna)).ToHaveAttributeAsync("data-bars", "1", Soon);
        var call = await anna.Widget.Locator("[data-call]").First.GetAttributeAsync("data-call");
        await anna.HangUp();
        var row = anna.Page.Locator($"#logged-{call}");
        await Expect(row).ToContainTextAsync("Jij: "); // told a moment after the call's end
        await row.Locator("summary").ClickAsync();
        await Expect(row.GetByText("De ander: goed · MOS 4")).ToBeVisibleAsync();
        await Expect(row.GetByText("Jij: ")).Not.ToContainTextAsync("goed");
    }

    static ILocator Bars(Phone phone) => phone.Widget.Locator(".sig");

    /// <summary>Five seconds are judged together, and better must last eight.</summary>
    static LocatorAssertionsToHaveAttributeOptions Soon => new() { Timeout = 25_000 };
}
