using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>Anna leaves Bram a message, from browser to browser; he hears it, calls back and throws it away.</summary>
public sealed class VoicemailTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M4.3-05", "M4.4-04", "M8-03", "M8.1-01", "M8.1-02", "M8.1-03", "M8.2-01", "M1.1-10")]
    public async Task A_message_left_in_one_browser_is_heard_in_another_answered_and_deleted()
    {
        var (anna, bram) = (await _office.Anna(), await _office.Bram());
        await AvailabilityTests.Choose(bram, "Niet storen");

        await anna.Dial("202");
        await anna.Says("Voicemail · Bram Hofstra");
        await Expect(anna.Widget.Locator("[data-call] time[data-since]").First).ToHaveTextAsync("00:15", new() { Timeout = 30_000 }); // the greeting, the beep, and some words
        await anna.HangUp();
        await AvailabilityTests.Choose(bram, "Beschikbaar");

        var badge = bram.Page.Locator("#unheard");
        await Expect(badge).ToContainTextAsync("1", new() { Timeout = Phone.Patience });
        await bram.Page.GotoAsync("/voicemail");
        var row = bram.Page.Locator("#messages-listed details").First;
        await Expect(row).ToContainTextAsync("Anna de Vries");
        await Expect(row.Locator(".tag")).ToHaveTextAsync("Nieuw");
        await row.Locator("summary").ClickAsync();
        await AccessibilityTests.Passes(bram, "voicemail");

        await row.GetByRole(AriaRole.Button, new() { Name = "Afspelen" }).ClickAsync();
        await Expect(row.Locator("[data-shows=at]")).ToHaveTextAsync("0:01", new() { Timeout = 20_000 });
        await row.GetByRole(AriaRole.Button, new() { Name = "Pauzeren" }).ClickAsync();
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Afspelen" })).ToBeVisibleAsync();
        await row.Locator("input[type=range]").FocusAsync();
        await bram.Page.Keyboard.PressAsync("End"); // moved forward
        await Expect(row.Locator("[data-shows=at]")).Not.ToHaveTextAsync("0:01");
        await Expect(row.Locator(".tag")).ToHaveCountAsync(0);
        await Expect(badge).Not.ToContainTextAsync("1");
        var (left, otherLeft, right, otherRight) = await RecordingTests.TonesOf(row);
        Assert.True(
            left > 20 * otherLeft && right > 20 * otherRight,
            $"Anna's voice on both sides: {left} and {right}, Bram's {otherLeft} and {otherRight}"
        );

        await row.GetByRole(AriaRole.Button, new() { Name = "Terugbellen" }).ClickAsync();
        await anna.Has("incoming");
        await anna.Answer();
        await bram.Hears(Tone.Low);
        await bram.HangUp();
        await anna.HasNoCalls();

        await row.GetByRole(AriaRole.Button, new() { Name = "Bericht verwijderen" }).ClickAsync();
        await bram.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Verwijderen" }).ClickAsync();
        await Expect(bram.Page.Locator("details", new() { HasText = "0:00 / " }).Filter(new() { HasText = "Anna de Vries" }))
            .ToHaveCountAsync(0);

        await bram.Page.Locator("#voicemail-options").ClickAsync();
        await bram.Page.GetByText("Voicemail niet meer ontvangen").ClickAsync();
        await Expect(bram.Page.Locator("#voicemail-off")).ToBeVisibleAsync();
        await AccessibilityTests.Passes(bram, "voicemail that is off");
        await AvailabilityTests.Choose(bram, "Niet storen");
        await anna.Dial("202");
        await anna.Says("Niet bereikbaar");
        await bram.Page.GetByRole(AriaRole.Button, new() { Name = "Voicemail weer aanzetten" }).ClickAsync();
        await Expect(bram.Page.Locator("#voicemail-off")).ToHaveCountAsync(0);
        await anna.Dial("202");
        await anna.Says("Voicemail · Bram Hofstra");
        await anna.HangUp();
        await AvailabilityTests.Choose(bram, "Beschikbaar");
    }
}
