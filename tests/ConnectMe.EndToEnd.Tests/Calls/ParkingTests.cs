using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>Who hears whom when a call is parked, or taken before the one who was called answers. Anna has it, Bram is at the other side, Sanne takes it.</summary>
public sealed class ParkingTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M1.1-08", "M6.4.9-01", "M6.4.9-02", "M13.2-01", "M13.1-07")]
    public async Task A_call_parked_behind_the_three_dots_waits_with_music_and_is_fetched_by_a_click_at_the_queues()
    {
        var sanne = await _office.Sanne();
        await sanne.Page.GotoAsync("/queues");
        await Expect(sanne.Page.Locator("#parked-none")).ToBeVisibleAsync();
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);

        await anna.Press("Meer");
        await anna.Widget.GetByRole(AriaRole.Menuitem, new() { Name = "Parkeren" }).ClickAsync();

        await anna.Says("plek 700");
        await bram.HearsMusic();
        await bram.Says("Geparkeerd door Anna de Vries");
        await anna.HearsNothingMore();
        var row = sanne.Page.Locator("#parked li");
        await Expect(row).ToContainTextAsync("Geparkeerd door Anna de Vries");
        await sanne.Page.GetByRole(AriaRole.Button, new() { Name = "Ophalen: Bram Hofstra" }).ClickAsync();

        await bram.Hears(Tone.High);
        await sanne.Hears(Tone.Middle);
        await Expect(row).ToHaveCountAsync(0);
        await sanne.HangUp();
        await bram.HasNoCalls();
        await Logs(anna, "Geparkeerd door Anna de Vries op plek 700 · Opgehaald door Sanne Bakker");
        await Logs(sanne, "Geparkeerd door Anna de Vries op plek 700 · Opgehaald door Sanne Bakker");
    }

    [Fact]
    [Spec("M6.4.9-01")]
    public async Task After_the_time_limit_a_call_parked_with_the_keyboard_comes_back()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await ChangeLimit(anna, "10");

        await anna.Page.Keyboard.PressAsync("Alt+p");
        await bram.HearsMusic();

        await anna.Has("incoming", milliseconds: 25_000);
        await anna.Says("Terug uit parkeren");
        await anna.Answer();
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
        await ChangeLimit(anna, "180");
    }

    [Fact]
    [Spec("M13.2-01", "M13.1-07")]
    public async Task A_call_that_rings_at_a_colleague_is_taken_by_a_click_and_the_next_by_dialling_the_code()
    {
        var (anna, bram, sanne) = (await _office.Anna(), await _office.Bram(), await _office.Sanne());
        await sanne.Page.GotoAsync("/queues");
        await sanne.Line("ready");
        await bram.Dial("201");
        await anna.Has("incoming");

        await sanne.Page.GetByRole(AriaRole.Button, new() { Name = "Overnemen: Bram Hofstra" }).ClickAsync();

        await anna.HasNoCalls();
        await bram.Hears(Tone.High);
        await sanne.Hears(Tone.Middle);
        await sanne.HangUp();
        await Logs(anna, "Overgenomen door Sanne Bakker");

        await bram.Dial("201");
        await anna.Has("incoming");
        await sanne.Dial("*8201");
        await anna.HasNoCalls();
        await bram.Hears(Tone.High);
        await sanne.Hears(Tone.Middle);
    }

    /// <summary>Without leaving the call, which a page that is loaded anew would do for a moment.</summary>
    static async Task ChangeLimit(Phone anna, string seconds)
    {
        await anna.Page.Locator("#nav a[href^='/admin']").ClickAsync();
        await anna.Page.Locator("a[href='/admin/parking']").ClickAsync();
        await anna.Page.Locator("#Input_Seconds").FillAsync(seconds);
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await Expect(anna.Page.Locator("main")).ToContainTextAsync("Opgeslagen");
    }

    static async Task Logs(Phone phone, string words)
    {
        await phone.Page.Locator("#nav a[href='/calls']").ClickAsync();
        var newest = phone.Page.Locator("#calls-listed .itw").First;
        await Expect(newest).ToContainTextAsync(words);
    }
}
