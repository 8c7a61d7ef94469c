using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed partial class Phone
{
    /// <summary>Within the call widget: what it says of the user's calls.</summary>
    public ILocator Widget => Page.Locator("#call-widget");

    /// <summary>Opens the dial pad, types and presses Enter.</summary>
    public async Task Dial(string target)
    {
        await Type(target);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Opens the dial pad and types, without calling.</summary>
    public async Task Type(string target)
    {
        if (!await Page.Locator("#pop-dial").IsVisibleAsync())
        {
            await Page.Locator("[popovertarget=pop-dial]:visible").First.ClickAsync();
        }

        await Page.Locator("#dial-target").FillAsync(target);
    }

    public Task Answer() => Press("Aannemen");

    public Task Refuse() => Press("Weigeren");

    public Task HangUp() => Press("Ophangen");

    public Task Hold() => Press("In de wacht");

    public Task Resume() => Press("Hervatten");

    public Task Mute() => Press("Dempen");

    public Task Unmute() => Press("Microfoon aan");

    /// <summary>Clicks the button of the call widget that carries this word.</summary>
    public async Task Press(string word) => await Widget.GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();

    /// <summary>Waits until exactly one call has the state (incoming, ringing-out, active, held, ended).</summary>
    public async Task Has(string state, float milliseconds = Patience) =>
        await Expect(Widget.Locator($"[data-call][data-state={state}]")).ToHaveCountAsync(1, new() { Timeout = milliseconds });

    /// <summary>Waits until there are no calls but ended ones.</summary>
    public async Task HasNoCalls() =>
        await Expect(Widget.Locator("[data-call]:not([data-state=ended])")).ToHaveCountAsync(0, new() { Timeout = Patience });

    /// <summary>Waits until the widget says the words.</summary>
    public async Task Says(string words) => await Expect(Widget).ToContainTextAsync(words, new() { Timeout = Patience });

    public async Task ShowsRunningTime() =>
        await Expect(Widget.Locator("[data-call] time[data-since]").First).ToHaveTextAsync(RunningTime(), new() { Timeout = Patience });

    [GeneratedRegex(@"^\d?\d:\d\d$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex RunningTime();
}
