using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>Bram says in the top bar that he is not there, and lets his calls go to Sanne.</summary>
public sealed class AvailabilityTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    bool _slept;

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        if (_slept)
        {
            await browsers.End(Tone.High); // after standing still a Chromium may draw no frame any more
        }
    }

    [Fact]
    [Spec("M1.1-13", "M4.4-01", "M4.4-02", "M4.4-05", "M10-05")]
    public async Task The_status_chosen_by_keyboard_holds_for_the_next_call_and_colleagues_see_it_live()
    {
        var (anna, bram) = (await _office.Anna(), await _office.Bram());
        await anna.Page.GotoAsync("/contacts");
        var seen = anna.Page.Locator("#contacts .row", new() { HasText = "Bram Hofstra" }).First;
        await Expect(seen).ToContainTextAsync("Beschikbaar");

        await Choose(bram, "Niet storen");

        await Expect(seen).ToContainTextAsync("Niet storen");
        await Expect(seen.Locator(".pres")).ToHaveAttributeAsync("data-p", "dnd");
        await anna.Dial("202");
        await anna.Says("Voicemail · Bram Hofstra");
        await bram.HasNoCalls();
        await anna.HangUp();

        await Choose(bram, "Beschikbaar");
        await Expect(seen).ToContainTextAsync("Beschikbaar");
        await anna.Calls(bram, "202");
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
        await anna.HangUp();
    }

    [Fact]
    [Spec("M1.1-19", "M4.4-05", "M4.4-06", "M7-05", "M10-05")]
    public async Task A_status_with_an_end_changes_in_the_call_log_the_search_and_where_a_call_is_transferred_while_one_looks()
    {
        var (anna, bram, sanne) = (await _office.Anna(), await _office.Bram(), await _office.Sanne());
        await anna.Calls(sanne, "203");
        await anna.HangUp();
        await sanne.HasNoCalls();
        await anna.Page.GotoAsync("/calls");
        await anna.Calls(bram, "202");
        await anna.Press("Meer");
        await anna.Widget.GetByRole(AriaRole.Menuitem, new() { Name = "Doorverbinden" }).ClickAsync();
        await anna.Page.GetByRole(AriaRole.Combobox, new() { Name = "Zoeken" }).FillAsync("sanne");
        ILocator[] places =
        [
            anna.Page.Locator("#calls-listed .cr", new() { HasText = "Sanne Bakker" }).First,
            anna.Page.Locator("#pop-find [role=option]", new() { HasText = "Sanne Bakker" }),
            anna.Widget.Locator("[id^=target-]", new() { HasText = "Sanne Bakker" }),
        ];
        await AllShow("ok", "Beschikbaar");

        await Choose(sanne, "Lunch");
        await AllShow("away", "Lunch");
        await sanne.Page.Keyboard.PressAsync("Alt+s");
        await sanne.Page.Locator("#until-60").ClickAsync();
        await sanne.Page.Keyboard.PressAsync("Escape");
        await Expect(sanne.Page.Locator("#status-button")).ToContainTextAsync("Lunch tot ");
        await AllShow("away", (await sanne.Page.Locator("#status-button .s").TextContentAsync())!);
        await AccessibilityTests.Passes(anna, "colleagues with a status");

        await Choose(sanne, "Beschikbaar");
        await AllShow("ok", "Beschikbaar");

        async Task AllShow(string disc, string words)
        {
            foreach (var place in places)
            {
                await Expect(place.Locator("[data-words-of]")).ToHaveTextAsync(words);
                await Expect(place.GetByRole(AriaRole.Img, new() { Name = words, Exact = true })).ToHaveAttributeAsync("data-p", disc);
            }
        }
    }

    [Fact]
    [Spec("M4-03", "M4.3-01", "M4.3-02", "M4.3-03", "M4.3-04", "M14.2-01")]
    public async Task Calls_go_to_the_colleague_while_the_switch_is_on_and_the_top_bar_says_so()
    {
        var (anna, bram, sanne) = (await _office.Anna(), await _office.Bram(), await _office.Sanne());
        await HasSixFunctions(bram);
        await bram.Page.GotoAsync("/settings/status");
        var available = bram.Page.Locator("details", new() { HasText = "Beschikbaar" }).First;
        await available.Locator("summary").ClickAsync();
        await available.Locator("input[name=number]").FillAsync("203");
        await available.Locator("input[name=number]").PressAsync("Tab");
        await Expect(bram.Page.Locator("#statuses")).ToContainTextAsync("Opgeslagen");
        var sign = bram.Page.Locator("#forwarding-button");
        await Expect(sign).ToHaveAttributeAsync("title", "Geen doorschakeling"); // a number alone forwards nothing
        await AccessibilityTests.Passes(bram, "forwarding");

        await available.Locator("input[name=isOn]").CheckAsync();

        await Expect(sign).ToHaveAttributeAsync("title", "Alle oproepen naar 203");
        await Expect(sign.Locator("svg")).ToHaveCSSAsync("color", await ColourOf(bram, "--bad"));
        await anna.Dial("202");
        await sanne.Has("incoming");
        await sanne.Says("Doorgeschakeld door Bram Hofstra");
        await bram.HasNoCalls();
        await sanne.Answer();
        await anna.Hears(Tone.High);
        await sanne.Hears(Tone.Low);
        await anna.HangUp();
        await sanne.HasNoCalls();

        await sign.ClickAsync();
        await bram.Page.Locator("#forwarding-off").ClickAsync();
        await Expect(sign).ToHaveAttributeAsync("title", "Geen doorschakeling");
        await anna.Calls(bram, "202");
        await anna.HangUp();
        await HasSixFunctions(bram);
    }

    [Fact]
    [Spec("B1", "R6", "A6-02")]
    public async Task Whose_computer_sleeps_and_cannot_be_woken_is_left_for_who_stands_in_within_five_seconds()
    {
        var (anna, bram, sanne) = (await _office.Anna(), await _office.Bram(), await _office.Sanne());
        await anna.Page.GotoAsync("/admin/statuses");
        await anna.Page.Locator("#main a.row", new() { HasText = "Lunch" }).ClickAsync();
        await anna.Page.Locator("#Input_Fixed_Then").SelectOptionAsync("Colleague");
        await anna.Page.Locator("#Input_Fixed_Colleague").SelectOptionAsync(new SelectOptionValue { Label = "Bram Hofstra" });
        await Expect(anna.Page.Locator("#preview")).ToContainTextAsync("Bram Hofstra"); // what becomes of a call, in words
        await anna.Page.Locator("#status-form button[type=submit]").ClickAsync();
        await Choose(sanne, "Lunch");

        _slept = true;
        await using (await Laptop.Asleep(sanne))
        {
            var dialled = Stopwatch.GetTimestamp();
            await anna.Dial("203");
            await bram.Has("incoming");
            Assert.InRange(Stopwatch.GetElapsedTime(dialled).TotalSeconds, 0, 5);
            await bram.Answer();
            await anna.Hears(Tone.Middle);
            await bram.Hears(Tone.Low);
        }

        await anna.HangUp();
        await bram.HasNoCalls();
        await sanne.Page.EvaluateAsync( // the other tests find her available; a Chromium that stood still may draw no button
            """
            () => fetch('/presence/status/5a7a7000-0000-8000-8000-000000000001', {
              method: 'POST',
              headers: { RequestVerificationToken: document.querySelector('meta[name=csrf]').content },
            })
            """
        );
    }

    /// <summary>With Alt+S, arrows and Enter.</summary>
    internal static async Task Choose(Phone who, string status)
    {
        await who.Page.Keyboard.PressAsync("Alt+s");
        var option = who.Page.Locator("#pop-status").GetByRole(AriaRole.Radio, new() { Name = status }).First;
        await Expect(option).ToBeVisibleAsync();
        await option.FocusAsync();
        await who.Page.Keyboard.PressAsync("Enter");
        await Expect(option).ToHaveAttributeAsync("aria-checked", "true");
        await who.Page.Keyboard.PressAsync("Escape");
        await Expect(who.Page.Locator("#status-button")).ToContainTextAsync(status);
    }

    /// <summary>Search, dial pad, availability, the sign of forwarding, caller ID, profile.</summary>
    static async Task HasSixFunctions(Phone who)
    {
        await Expect(who.Page.Locator("#top input[type=search]:visible, #top [role=combobox]:visible")).ToHaveCountAsync(1);
        await Expect(who.Page.Locator("#top .topb:visible")).ToHaveCountAsync(5);
    }

    static async Task<string> ColourOf(Phone who, string token) =>
        await who.Page.EvaluateAsync<string>(
            """
            name => {
              const sample = document.body.appendChild(document.createElement('i'));
              sample.style.color = `var(${name})`;
              const colour = getComputedStyle(sample).color;
              sample.remove();
              return colour;
            }
            """,
            token
        );
}
