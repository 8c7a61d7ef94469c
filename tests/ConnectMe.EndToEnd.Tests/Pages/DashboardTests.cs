using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The dashboard in a browser: how it is arranged, how it warns, and how a call is handed on from it.</summary>
public sealed partial class DashboardTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M5-02", "M5-03", "M5-04")]
    public async Task Widgets_are_moved_by_mouse_and_keyboard_and_stand_so_once_saved()
    {
        var anna = await _office.Anna();
        await anna.Page.GotoAsync("/dashboard");
        await Stand(anna, "Contacten", "Gemonitorde oproepen");
        await AccessibilityTests.Passes(anna, "dashboard");
        await anna.Page.Locator("#change-dashboard").ClickAsync();
        await AccessibilityTests.Passes(anna, "dashboard while it is arranged");

        // The cross removes one, another is chosen in its place.
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Contacten verwijderen" }).ClickAsync();
        await Stand(anna, "Gemonitorde oproepen");
        await anna.Page.Locator("#add-queues-left").ClickAsync();
        await Stand(anna, "Wachtrijen", "Gemonitorde oproepen");
        await Expect(anna.Page.Locator("#move-queues")).ToBeFocusedAsync();
        await anna.Page.Locator("#add-contacts-right").ClickAsync();
        await Stand(anna, "Wachtrijen", "Gemonitorde oproepen", "Contacten");

        // With the arrows, with the menu of the handle, and dragged.
        await anna.Page.Locator("#move-contacts").FocusAsync();
        await anna.Page.Keyboard.PressAsync("ArrowUp");
        await Stand(anna, "Wachtrijen", "Contacten", "Gemonitorde oproepen");
        await Expect(anna.Page.Locator("#move-contacts")).ToBeFocusedAsync();
        await Expect(anna.Page.Locator("#arranged-status")).ToHaveTextAsync("Contacten: rechts, plaats 1 van 2");
        await anna.Page.Locator("#move-contacts").ClickAsync();
        await anna.Page.Locator("#move-contacts-Left").ClickAsync();
        await Stand(anna, "Contacten", "Wachtrijen", "Gemonitorde oproepen");
        await Drag(anna, "#move-queues", "#column-right");
        await Stand(anna, "Contacten", "Gemonitorde oproepen", "Wachtrijen");
        await Expect(anna.Page.Locator("#column-right [data-widget]")).ToHaveCountAsync(2);
        await Expect(anna.Page.Locator("#move-queues")).ToBeFocusedAsync(); // the page of it is there

        // Leaving is noticed; a step back undoes one; cancelling leaves all as it was.
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Kalender", Exact = true }).ClickAsync();
        await Expect(anna.Page.Locator("#unsaved")).ToBeVisibleAsync();
        await AccessibilityTests.Passes(anna, "what is not saved");
        await anna.Page.Locator("#unsaved [value=stay]").ClickAsync();
        await anna.Page.GoBackAsync();
        await Expect(anna.Page.Locator("#column-left [data-widget]")).ToHaveCountAsync(2);
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Annuleren" }).ClickAsync();
        await Stand(anna, "Contacten", "Gemonitorde oproepen");

        await anna.Page.Locator("#change-dashboard").ClickAsync();
        await anna.Page.Locator("#move-contacts").FocusAsync();
        await anna.Page.Keyboard.PressAsync("ArrowRight");
        await Stand(anna, "Contacten", "Gemonitorde oproepen");
        await Expect(anna.Page.Locator("#column-left [data-widget]")).ToHaveCountAsync(0);
        await anna.Page.Locator("#add-agents-left").ClickAsync();
        await Stand(anna, "Agents", "Contacten", "Gemonitorde oproepen");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await anna.Page.WaitForURLAsync("**/dashboard");
        await Stand(anna, "Agents", "Contacten", "Gemonitorde oproepen");
        await anna.Page.ReloadAsync();
        await Stand(anna, "Agents", "Contacten", "Gemonitorde oproepen");
        await AccessibilityTests.Passes(anna, "dashboard with agents");

        // As it was, for whoever comes after.
        await anna.Page.GotoAsync("/dashboard/change?w=contacts~monitored-calls");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await Stand(anna, "Contacten", "Gemonitorde oproepen");
    }

    [Fact]
    [Spec("M5-20", "M5-22", "M5-23")]
    public async Task Who_waits_too_long_becomes_orange_and_red_and_says_so_in_the_seconds_that_were_chosen()
    {
        var (bram, sanne) = (await _office.Bram(), await _office.Sanne());
        bram.Means("the server responded with a status of 422");
        await bram.Page.GotoAsync("/dashboard");
        await bram.Page.GetByRole(AriaRole.Button, new() { Name = "Visuele meldingen instellen" }).ClickAsync();
        await AccessibilityTests.Passes(bram, "visual alerts");
        await bram.Page.Locator("#warn-red").FillAsync("8");
        await bram.Page.Keyboard.PressAsync("Tab");
        await Expect(bram.Page.Locator("#warn-refusal")).ToContainTextAsync("Rood komt na oranje");
        await bram.Page.Locator("#warn-orange").FillAsync("5");
        await bram.Page.Keyboard.PressAsync("Tab");
        await Expect(bram.Page.Locator("#warn-after")).ToHaveAttributeAsync("data-red", "8000");
        await Expect(bram.Page.Locator("#warn-refusal")).ToHaveCountAsync(0);
        await bram.Page.Keyboard.PressAsync("Escape");

        await sanne.Dial("250");
        var caller = bram.Page.Locator("#waiting li", new() { HasText = "Sanne Bakker" });
        await Expect(caller).ToBeVisibleAsync();
        await Expect(caller).Not.ToHaveClassAsync(Marked());
        await Expect(caller.Locator(".al")).ToBeHiddenAsync();
        await Expect(caller).ToHaveClassAsync(Orange(), new() { Timeout = Phone.Patience });
        await Expect(caller.Locator(".al svg")).ToBeVisibleAsync(); // not by its colour alone
        await Expect(caller).ToHaveClassAsync(Red(), new() { Timeout = Phone.Patience });
        await Expect(caller).ToContainTextAsync("Wacht te lang");
        await AccessibilityTests.Passes(bram, "a call that waits too long");

        // Taken, it is gone from the list, and the two talk.
        await caller.GetByRole(AriaRole.Button, new() { Name = "Aannemen: Sanne Bakker" }).ClickAsync();
        await bram.Has("active");
        await bram.Hears(Tone.High);
        await sanne.Hears(Tone.Middle);
        await Expect(bram.Page.Locator("#waiting li")).ToHaveCountAsync(0);
        await bram.HangUp();
    }

    [Fact]
    [Spec("M5-05", "M5-12", "M5-13")]
    public async Task A_call_is_handed_on_from_the_dashboard_by_a_button_and_by_dragging()
    {
        var sanne = await _office.Sanne();
        var anna = await _office.Anna();
        var bram = await _office.Bram();
        await anna.Page.GotoAsync("/dashboard");
        await anna.Page.Locator("#wl-all").ClickAsync();
        await Expect(anna.Page.Locator("#wl-all")).ToHaveAttributeAsync("aria-pressed", "true");
        var row = anna.Page.Locator("#wc-rows [data-transfer-to='203']");
        await Expect(row).ToBeVisibleAsync();
        await Expect(row.Locator("[data-hands]").First).ToBeHiddenAsync(); // there is nothing to hand on

        // The card opens over the dashboard, and gives the focus back.
        await anna.Page.Locator("#wc-q").FillAsync("sann");
        await Expect(anna.Page.Locator("#wc-rows .wc")).ToHaveCountAsync(1);
        await anna.Page.Keyboard.PressAsync("ArrowDown");
        await anna.Page.Keyboard.PressAsync("Enter");
        await Expect(anna.Page.Locator("#card .side")).ToBeFocusedAsync();
        await AccessibilityTests.Passes(anna, "a card on the dashboard");
        await anna.Page.Keyboard.PressAsync("Escape");
        await Expect(row.Locator("[data-row]")).ToBeFocusedAsync();
        await row.Locator("a[href^='/calendar/of']").ClickAsync();
        await Expect(anna.Page.Locator("#card .side")).ToContainTextAsync("Niets gepland");
        await AccessibilityTests.Passes(anna, "a colleague's calendar");
        await anna.Page.Keyboard.PressAsync("Escape");

        // Blind, by the button of her row.
        await anna.Calls(bram, "202");
        await bram.Hears(Tone.Low);
        await anna.Page.Mouse.MoveAsync(1, 1);
        await Expect(row.Locator("[data-hands=transfer]")).ToBeVisibleAsync();
        await AccessibilityTests.Passes(anna, "dashboard in a call");
        await row.GetByRole(AriaRole.Button, new() { Name = "Blind doorverbinden naar Sanne Bakker" }).ClickAsync();
        await sanne.Has("incoming");
        await sanne.Answer();
        await BramAndSanneTalk(anna, bram, sanne);
        await sanne.HangUp();
        await bram.HasNoCalls();

        // After a word with her.
        await anna.Calls(bram, "202");
        await row.GetByRole(AriaRole.Button, new() { Name = "Ruggespraak met Sanne Bakker" }).ClickAsync();
        await sanne.Has("incoming");
        await sanne.Answer();
        await anna.Hears(Tone.High);
        await anna.Press("Verbinden");
        await BramAndSanneTalk(anna, bram, sanne);
        await sanne.HangUp();
        await bram.HasNoCalls();

        // The widget is dragged onto her.
        await anna.Calls(bram, "202");
        await Drag(anna, "#call-widget [data-action=grip]", "#wc-rows [data-transfer-to='203']");
        await sanne.Has("incoming");
        await sanne.Answer();
        await BramAndSanneTalk(anna, bram, sanne);
    }

    static async Task BramAndSanneTalk(Phone anna, Phone bram, Phone sanne)
    {
        await anna.HasNoCalls();
        await bram.Hears(Tone.High);
        await sanne.Hears(Tone.Middle);
    }

    static async Task Stand(Phone phone, params string[] names) =>
        await Expect(phone.Page.Locator(".dash > .col > section > header > h2")).ToHaveTextAsync(names);

    static async Task Drag(Phone phone, string what, string onto)
    {
        var (from, to) = (await Middle(phone.Page.Locator(what)), await Middle(phone.Page.Locator(onto)));
        await phone.Page.Mouse.MoveAsync(from.X, from.Y);
        await phone.Page.Mouse.DownAsync();
        await phone.Page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 8 });
        await phone.Page.Mouse.UpAsync();
    }

    static async Task<(float X, float Y)> Middle(ILocator element)
    {
        var box = (await element.BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    [GeneratedRegex("wait--", RegexOptions.None, 1000)]
    private static partial Regex Marked();

    [GeneratedRegex("wait--warn", RegexOptions.None, 1000)]
    private static partial Regex Orange();

    [GeneratedRegex("wait--bad", RegexOptions.None, 1000)]
    private static partial Regex Red();
}
