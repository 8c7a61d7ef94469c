using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class ShortcutsTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M14.6-01", "M14.6-02", "B24")]
    public async Task Own_keys_are_pressed_once_and_then_work_in_a_call()
    {
        var sanne = await _office.Sanne(); // keeps these keys: other tests press Anna's
        var bram = await _office.Bram();
        var page = sanne.Page;
        await page.GotoAsync("/settings/shortcuts");
        await page.Locator("#keys-of-mute").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        sanne.Means("422");
        await page.Keyboard.PressAsync("Alt+w");
        await Expect(page.Locator("#shortcut-refused")).ToContainTextAsync("Alt W hoort al bij In de wacht of hervatten.");
        await page.Locator("#keys-of-mute").ClickAsync();
        await page.Keyboard.PressAsync("Alt+Shift+u");
        await Expect(page.Locator("#keys-of-mute")).ToHaveAccessibleNameAsync("Wijzig sneltoets voor Microfoon uit of aan, nu Alt Shift U");

        await bram.Dial("203");
        await sanne.Has("incoming");
        await page.Keyboard.PressAsync("Alt+a");
        await sanne.Has("active");
        await page.Keyboard.PressAsync("Alt+Shift+u");
        await Expect(page.Locator("[data-action=mute]")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator("[data-action=mute]")).ToHaveAttributeAsync("aria-keyshortcuts", "Alt+Shift+U");
        await page.Keyboard.PressAsync("Alt+m"); // not any more
        await page.Keyboard.PressAsync("Alt+w");
        await sanne.Has("held");
        await Expect(page.Locator("[data-action=mute]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("Alt+h");
        await bram.HasNoCalls();
    }

    [Fact]
    [Spec("B24")]
    public async Task The_question_mark_shows_all_keys()
    {
        var page = (await _office.Anna()).Page;

        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#cheat-sheet")).ToBeVisibleAsync();
        await Expect(page.Locator("#cheat-sheet tr").Filter(new() { HasText = "Doorverbinden" })).ToContainTextAsync("D");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#cheat-sheet")).ToBeHiddenAsync();

        await page.Locator("[popovertarget=pop-dial]:visible").First.ClickAsync();
        await Expect(page.Locator("#dial-target")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("?"); // typed into a field
        await Expect(page.Locator("#cheat-sheet")).ToBeHiddenAsync();
    }
}
