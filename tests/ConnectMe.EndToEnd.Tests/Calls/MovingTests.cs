using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>Anna talks with Bram at work, and takes the call along to her browser at home.</summary>
public sealed class MovingTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M1.1-06", "M6.4.12-01", "M6.4.12-02")]
    public async Task A_call_moves_to_the_other_browser_and_back_and_the_other_party_hears_no_music()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);
        await anna.Press("Meer");
        await Expect(anna.Widget.GetByRole(AriaRole.Menuitem, new() { Name = "Audio" })).ToBeVisibleAsync();
        await Expect(EntryOf(anna)).ToHaveCountAsync(0);
        await anna.Page.Keyboard.PressAsync("Escape");
        var home = await _office.SignedIn("anna", await browsers.Chromium(Tone.High));

        await MoveTo(anna, "Andere browser");
        await anna.Says("Gaat over: Andere browser");
        await home.Says("Hierheen verplaatsen: Bram Hofstra");
        await bram.Hears(Tone.Low);
        await AccessibilityTests.Passes(anna, "moving");
        await AccessibilityTests.Passes(home, "moving here");
        var answered = await bram.Now();
        await home.Answer();

        var gap = await bram.FirstHeard(Tone.High, answered);
        TestContext.Current.TestOutputHelper?.WriteLine($"Bram hears Anna at home {gap:0} ms after the click");
        Assert.InRange(gap, 0, 2000);
        await HeardNoMusic(bram);
        await home.Hears(Tone.Middle);
        await anna.HearsNothingMore();
        await Expect(anna.Widget.Locator("[data-action=stop-moving]")).ToHaveCountAsync(0);

        await MoveTo(anna, "Deze browser");
        await anna.Answer();

        await bram.Hears(Tone.Low);
        await anna.Hears(Tone.Middle);
        await home.HearsNothingMore();
        await HeardNoMusic(bram);
        await anna.HangUp();
        await bram.HasNoCalls();
        await anna.Page.Locator("#nav a[href='/calls']").ClickAsync();
        await Expect(anna.Page.Locator("#calls-listed .itw").First).ToContainTextAsync("Bram Hofstra");
    }

    [Fact]
    [Spec("M6.4.12-01")]
    public async Task By_keyboard_refused_at_the_other_browser_the_call_goes_on_and_who_moved_it_is_told()
    {
        var (anna, bram) = await Conversation.Between(_office);
        var home = await _office.SignedIn("anna", await browsers.Chromium(Tone.High));
        await anna.Widget.Locator("[data-action=more]").FocusAsync();
        await anna.Page.Keyboard.PressAsync("Enter");
        await EntryOf(anna).FocusAsync();
        await anna.Page.Keyboard.PressAsync("Enter");
        await Expect(anna.Widget.GetByRole(AriaRole.Button, new() { Name = "Andere browser" })).ToBeFocusedAsync();
        await AccessibilityTests.Passes(anna, "where to move");
        await anna.Page.Keyboard.PressAsync("Enter");

        await home.Says("Hierheen verplaatsen: Bram Hofstra");
        await home.Refuse();

        await anna.Says("Het andere toestel weigerde of was bezet");
        await bram.Hears(Tone.Low);
        await anna.Hears(Tone.Middle);
    }

    /// <summary>A busy machine makes a frame of a tone now and then look like music; music itself is that for more than half a second.</summary>
    static async Task HeardNoMusic(Phone phone) =>
        Assert.DoesNotMatch("music×([3-9][0-9]|[0-9]{3})", await phone.Page.EvaluateAsync<string>("ear.heard()"));

    static ILocator EntryOf(Phone phone) => phone.Widget.GetByRole(AriaRole.Menuitem, new() { Name = "Ander toestel" });

    static async Task MoveTo(Phone from, string device)
    {
        await from.Press("Meer");
        await EntryOf(from).ClickAsync();
        await from.Press(device);
    }
}
