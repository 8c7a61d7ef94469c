using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The widget of who leads a conference: by axe in every look, by keyboard alone, and as wide as a telephone.</summary>
public sealed class ConferenceWidgetTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData("nl", 1440)]
    [InlineData("en", 390)]
    public async Task It_passes_axe_in_every_look(string language, int width)
    {
        var anna = await _office.Visitor(
            await browsers.Chromium(Tone.Low),
            options => options.ViewportSize = new ViewportSize { Width = width, Height = 900 }
        );
        await anna.Page.GotoAsync("/sign-in");
        await anna.Page.Locator("select[name=culture]").SelectOptionAsync(language);
        await Expect(anna.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await anna.SignIn("anna");
        await anna.Line("ready");
        var bram = await _office.Bram();
        var sanne = await _office.Sanne();
        await bram.Dial("201");
        await anna.Has("incoming");
        await anna.Page.Locator("[data-action=answer] button").ClickAsync();
        await anna.Has("active");

        await anna.Page.Keyboard.PressAsync("Alt+i");
        await Expect(anna.Widget.Locator(".ci li")).Not.ToHaveCountAsync(0);
        await AccessibilityTests.Passes(anna, "whom to invite");
        await anna.Widget.Locator("[data-invitee='203'] button").ClickAsync();
        await sanne.Has("incoming");
        await AccessibilityTests.Passes(anna, "a conference in which one is called");

        await sanne.Answer();
        await Expect(anna.Widget.Locator("[data-member][data-speaks=true]")).ToHaveCountAsync(1); // bram or sanne says a tone
        await anna.Widget.Locator("[data-member='Sanne Bakker'] [data-action=mute-member]").ClickAsync();
        await Expect(anna.Widget.Locator("[data-member='Sanne Bakker'] [aria-pressed=true]")).ToHaveCountAsync(1);
        await AccessibilityTests.Passes(anna, "a conference");
    }

    [Fact]
    [Spec("M6.4.8-01", "M6.4.8-02")]
    public async Task A_colleague_is_found_invited_muted_and_put_out_with_the_keyboard_alone()
    {
        var sanne = await _office.Sanne();
        var (anna, bram) = await Conversation.Between(_office);

        await anna.Page.Keyboard.PressAsync("Alt+i");
        await Expect(anna.Widget.Locator(".ci input")).ToBeFocusedAsync();
        await anna.Page.Keyboard.TypeAsync("San");
        await Expect(anna.Widget.Locator(".ci li")).ToHaveCountAsync(1);
        await anna.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(anna.Widget.GetByRole(AriaRole.Button, new() { Name = "Sanne Bakker uitnodigen" })).ToBeFocusedAsync();
        await anna.Page.Keyboard.PressAsync("Enter");

        await sanne.Has("incoming");
        await sanne.Answer();
        await anna.HearsMixture([Tone.Middle, Tone.High], [Tone.Low]);
        await bram.HearsMixture([Tone.Low, Tone.High], [Tone.Middle]);
        await anna.Says("Telefonische vergadering");

        await anna.Widget.GetByRole(AriaRole.Button, new() { Name = "Sanne Bakker dempen" }).FocusAsync();
        await anna.Page.Keyboard.PressAsync("Space");
        await bram.Hears(Tone.Low);
        await anna.Hears(Tone.Middle);

        await anna.Page.Keyboard.PressAsync("Tab");
        await Expect(anna.Widget.GetByRole(AriaRole.Button, new() { Name = "Sanne Bakker verwijderen" })).ToBeFocusedAsync();
        await anna.Page.Keyboard.PressAsync("Enter");
        await sanne.HasNoCalls();
        await Expect(anna.Widget.Locator("[data-member]")).ToHaveCountAsync(1);

        await anna.Page.Keyboard.PressAsync("Alt+h");
        await anna.HasNoCalls();
        await bram.HasNoCalls();
    }

    [Fact]
    public async Task Escape_closes_the_picker_and_the_call_goes_on()
    {
        var (anna, bram) = await Conversation.Between(_office);

        await anna.Page.Keyboard.PressAsync("Alt+i");
        await Expect(anna.Widget.Locator(".ci input")).ToBeFocusedAsync();
        await bram.Hears(Tone.Low);
        await anna.Page.Keyboard.PressAsync("Escape");

        await Expect(anna.Widget.Locator(".ci")).ToBeHiddenAsync();
        await anna.Has("active");
    }
}
