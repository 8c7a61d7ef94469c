using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>A company sets itself up in the browser, with the keyboard alone, and hears itself at the end. One visit: a Host of its own starts for it.</summary>
public sealed partial class SetUpTests(Browsers browsers)
{
    [Fact]
    [Spec("A1-01", "M2.1-01", "M2.1-02")]
    public async Task An_empty_installation_is_set_up_by_the_keyboard_and_ends_with_an_echo_in_the_browser_phone()
    {
        await using var host = await PublishedHost.StartEmpty();
        await using var office = new Office(browsers, host.Url, () => host.Log);
        var eva = await office.Visitor(await browsers.Chromium(Tone.Low));
        var (page, keyboard) = (eva.Page, eva.Page.Keyboard);
        var code = Code().Match(await host.Says("one-time code is")).Value;

        await page.GotoAsync("/calls");
        await AccessibilityTests.Passes(eva, "the code");
        await Type(code);
        await Title("Jullie bedrijf");
        await AccessibilityTests.Passes(eva, "the company");
        await Type("Bakkerij Jansen");
        await Title("Tijd en taal");
        await AccessibilityTests.Passes(eva, "time and language");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await Title("Interne nummers");
        await AccessibilityTests.Passes(eva, "extensions");
        await keyboard.PressAsync("Enter");
        await Title("De eerste beheerder");
        await AccessibilityTests.Passes(eva, "the administrator");
        foreach (var said in new[] { "Eva Jansen", "eva", "eva@jansen.example" })
        {
            await keyboard.TypeAsync(said);
            await keyboard.PressAsync("Tab");
        }

        await Type("vier losse woorden samen");
        await Title("Welkom, Eva Jansen");
        await AccessibilityTests.Passes(eva, "consent");
        for (var box = 0; box < 3; box++)
        {
            await keyboard.PressAsync("Space");
            await keyboard.PressAsync("Tab"); // to its text
            await keyboard.PressAsync("Tab");
        }

        await keyboard.PressAsync("Enter");
        await Expect(page.Locator(".page h1")).ToHaveTextAsync("Systeemstatus");
        await eva.Line("ready");
        await page.Locator("#echo").PressAsync("Enter");
        await Expect(page.Locator(".call[data-state=active]")).ToContainTextAsync("*43");
        await eva.Hears(Tone.Low); // what she says herself

        async Task Type(string text)
        {
            await keyboard.TypeAsync(text);
            await keyboard.PressAsync("Enter");
        }

        async Task Title(string title) => await Expect(page.Locator("h1")).ToHaveTextAsync(title);
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Code();
}
