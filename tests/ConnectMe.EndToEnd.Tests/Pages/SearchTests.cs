using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The search field of the top bar with the keyboard alone, and the call icon of a contact.</summary>
public sealed class SearchTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M4.1-02", "M4.1-05", "M6.1-02", "M6.1-03", "M1.1-19", "M10-05")]
    public async Task Somebody_is_found_while_typing_chosen_with_the_arrows_and_called_with_Enter_and_called_by_the_icon_of_a_contact()
    {
        var (anna, bram) = (await _office.Anna(), await _office.Bram());
        var page = anna.Page;
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Zoeken" });
        await page.Keyboard.PressAsync("/");
        await Expect(field).ToBeFocusedAsync();
        await field.PressSequentiallyAsync("b");
        var options = page.Locator("#pop-find [role=option]");
        await Expect(options.First).ToBeVisibleAsync(); // a letter is enough
        await field.PressSequentiallyAsync("ram hofstra");
        await Expect(options).ToHaveCountAsync(1);
        await Expect(options).ToHaveAttributeAsync("aria-selected", "true");
        await field.FillAsync("b"); // Bram Hofstra, Sanne Bakker
        await Expect(options.Nth(1)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(options.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(field).ToHaveAttributeAsync("aria-activedescendant", (await options.Nth(1).GetAttributeAsync("id"))!);
        await AccessibilityTests.Passes(anna, "search results");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#pop-find")).ToBeHiddenAsync();

        await field.FocusAsync();
        await page.Keyboard.TypeAsync("bram");
        await page.Keyboard.PressAsync("Enter"); // also before the answer has come
        await bram.Has("incoming");
        await Expect(field).ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Link, new() { Name = "Contacten", Exact = true }).ClickAsync();
        var row = page.Locator("#contacts .itw", new() { HasText = "Bram Hofstra" });
        await Expect(row.GetByRole(AriaRole.Img, new() { Name = "Gaat over" })).ToBeVisibleAsync();
        await bram.Answer();
        await Expect(row.GetByRole(AriaRole.Img, new() { Name = "In gesprek" })).ToBeVisibleAsync(); // by itself
        await Expect(row.Locator("[data-words-of]")).ToHaveTextAsync("In gesprek");
        await anna.HangUp();
        await bram.HasNoCalls();
        await Expect(row.GetByRole(AriaRole.Img, new() { Name = "Beschikbaar" })).ToBeVisibleAsync();
        await Expect(row.Locator("[data-words-of]")).ToHaveTextAsync("Beschikbaar");

        await row.GetByRole(AriaRole.Button, new() { Name = "Bel Bram Hofstra" }).ClickAsync();
        await bram.Has("incoming");
        await anna.HangUp();
        await bram.HasNoCalls();

        await field.FillAsync("203");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator(".side h2").First).ToHaveTextAsync("Sanne Bakker");
    }
}
