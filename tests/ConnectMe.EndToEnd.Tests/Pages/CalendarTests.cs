using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The calendar with a mouse, with the keyboard alone, on a telephone, and what a planned status does to the page that is open.</summary>
public sealed partial class CalendarTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M9.1-01", "M9.1-02", "M9.1-03", "M9.1-04", "M9.1-05")]
    public async Task A_click_on_a_day_and_time_plans_a_status_and_a_click_on_that_changes_it()
    {
        var fatima = await _office.SignedIn("fatima", await browsers.Chromium(Tone.Low));
        var page = fatima.Page;
        fatima.Means("422");
        await page.GetByRole(AriaRole.Link, new() { Name = "Kalender" }).ClickAsync();
        await Expect(page.Locator("#main h1")).ToHaveTextAsync("Kalender");
        await page.GotoAsync("/calendar?day=2031-03-05");
        await Expect(page.Locator("[data-slot='2031-03-04T07:00']")).ToBeInViewportAsync(); // it begins at the working day
        await Expect(page.Locator("[data-slot='2031-03-04T05:00']")).Not.ToBeInViewportAsync();

        await page.Locator("[data-slot='2031-03-04T09:30']").ClickAsync();
        await Expect(page.GetByLabel("Titel")).ToBeFocusedAsync();
        await Expect(page.Locator("#Input_FromTime")).ToHaveValueAsync("09:30");
        await Expect(page.GetByLabel("Op deze dagen")).ToBeHiddenAsync();
        await page.Locator("#Input_UntilTime").FillAsync("09:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await Expect(page.Locator("#Input_UntilDay-e")).ToHaveTextAsync("Het einde ligt na het begin.");
        await Expect(page.Locator("#Input_UntilDay")).ToBeFocusedAsync();
        await AccessibilityTests.Passes(fatima, "a refused entry");

        await page.Locator("#Input_UntilTime").FillAsync("11:00");
        await page.GetByLabel("Titel").FillAsync("Werkoverleg");
        await page.Locator("#Input_Status").SelectOptionAsync(new SelectOptionValue { Label = "In vergadering" });
        await page.Locator("#Input_Repeats").SelectOptionAsync("Weekly");
        await page.Locator("label:has(#on-Thursday)").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        var entries = page.Locator(".ev:visible", new() { HasText = "Werkoverleg" });
        await Expect(entries).ToHaveCountAsync(2); // Tuesday and Thursday
        await Expect(entries.First).ToHaveTextAsync("In vergadering09:30 – 11:00 · Werkoverleg");
        await Expect(entries.First).ToHaveClassAsync(Warn());
        await AccessibilityTests.Passes(fatima, "a week with entries");

        await entries.Last.ClickAsync();
        await Expect(page.GetByLabel("Titel")).ToHaveValueAsync("Werkoverleg");
        await page.GetByLabel("Titel").FillAsync("Werkoverleg elders"); // this day only
        await page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await Expect(page.Locator(".ev", new() { HasText = "Werkoverleg elders" })).ToHaveCountAsync(1);
        await page.Locator(".ev").First.ClickAsync();
        await page.Locator("label:has(#scope-All)").ClickAsync();
        await page.Locator("#Input_UntilTime").FillAsync("10:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await Expect(page.Locator(".ev").First).ToHaveTextAsync("In vergadering09:30 – 10:30 · Werkoverleg");
        await Expect(page.Locator(".ev").Last).ToHaveTextAsync("In vergadering09:30 – 11:00 · Werkoverleg elders"); // adjusted on its own: it stays
        await page.GetByRole(AriaRole.Link, new() { Name = "Volgende week" }).ClickAsync();
        await Expect(page.Locator("#calendar-title")).ToHaveTextAsync("10 – 16 maart 2031");
        await Expect(page.Locator(".ev")).ToHaveCountAsync(2);
        await page.Locator(".ev").First.ClickAsync();
        await page.Locator("label:has(#scope-All)").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Verwijderen" }).ClickAsync();
        await Expect(page.Locator(".ev")).ToHaveCountAsync(0);
    }

    [Fact]
    [Spec("M9.1-01", "M9.1-04", "B25")]
    public async Task With_the_keyboard_alone_a_status_is_planned_for_now_and_all_that_is_open_follows()
    {
        var noor = await _office.SignedIn("noor", await browsers.Chromium(Tone.Low));
        var bram = await _office.Bram();
        await bram.Page.GotoAsync("/contacts");
        var page = noor.Page;
        await page.GotoAsync("/calendar");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/calendar");

        var slot = page.Locator(".slot[tabindex='0']");
        await slot.FocusAsync();
        var before = DateTime.ParseExact((await slot.GetAttributeAsync("data-slot"))!, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        var (key, hour) = before.Hour == 0 ? ("ArrowDown", 1) : ("ArrowUp", -1); // above midnight is nothing
        await page.Keyboard.PressAsync(key);
        await page.Keyboard.PressAsync(key);
        await Expect(page.Locator(":focus"))
            .ToHaveAttributeAsync("data-slot", before.AddHours(hour).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Titel")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".slot:focus")).ToHaveCountAsync(1); // back to where it was opened

        await page.Locator("#calendar-new").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Titel")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Nu even niet");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Niet storen");
        await page.Locator("#Input_AllDay").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("#Input_FromTime")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#status-button")).ToContainTextAsync("Niet storen, uit agenda tot");
        await Expect(other.Locator(".ev", new() { HasText = "Nu even niet" })).Not.ToHaveCountAsync(0); // without a reload
        await Expect(other.Locator("#status-button")).ToContainTextAsync("Niet storen, uit agenda tot");
        await Expect(bram.Page.Locator(".lst .itw", new() { HasText = "Noor van den Berg" }).Locator(".pres"))
            .ToHaveAttributeAsync("data-p", "dnd");

        await page.SetViewportSizeAsync(390, 844);
        await Expect(page.Locator(".day:visible")).ToHaveCountAsync(1);
        await Expect(page.Locator(".days a:visible")).ToHaveCountAsync(7);
        await AccessibilityTests.Passes(noor, "the calendar on a telephone");
        await page.Locator(".day:visible .ev").ClickAsync();
        await AccessibilityTests.Passes(noor, "an entry on a telephone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verwijderen" }).ClickAsync();
        await Expect(page.Locator("#status-button")).ToHaveAttributeAsync("title", "Status: Beschikbaar");
        await Expect(other.Locator(".ev", new() { HasText = "Nu even niet" })).ToHaveCountAsync(0);
    }

    [GeneratedRegex("ev--warn")]
    private static partial Regex Warn();
}
