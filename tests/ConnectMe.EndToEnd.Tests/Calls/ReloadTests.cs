using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class ReloadTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("R3", "B23")]
    public async Task A_call_survives_a_reload_within_two_seconds_and_the_other_hears_music_meanwhile()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);

        for (var reload = 1; reload <= 3; reload++)
        {
            var since = await bram.Now();
            await bram.Page.EvaluateAsync("ear.frames.length = 0");
            await anna.Page.ReloadAsync();

            // The new page's clock starts with the reload.
            Assert.InRange(await anna.FirstHeard(Tone.Middle, since: 0), 0, 2000);
            await bram.Hears(Tone.Low);
            Assert.InRange(await bram.LongestGap(Tone.Low, since), 0, 2000);
            Assert.True(await bram.Heard("music", since), "no music while Anna was away");
            await anna.Has("active");
        }
    }

    [Fact]
    [Spec("B23")]
    public async Task A_call_goes_on_through_ten_navigations_without_a_gap()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await anna.Hears(Tone.Middle);
        var since = await anna.Now();
        var before = await anna.Statistics();

        for (var i = 0; i < 5; i++)
        {
            await anna.Page.Locator("#missed").ClickAsync();
            await Expect(anna.Page).ToHaveURLAsync(new Regex("missed=true"));
            await Expect(anna.Page.Locator("#missed")).ToBeCheckedAsync(); // the address changes before the content does
            await anna.Page.Locator("nav a[href='/calls']").ClickAsync();
            await Expect(anna.Page).ToHaveURLAsync(new Regex("/calls$"));
            await Expect(anna.Page.Locator("#missed")).Not.ToBeCheckedAsync();
        }

        await anna.Page.GoBackAsync();
        await anna.Page.GoForwardAsync();
        var after = await anna.Statistics();
        await anna.Hears(Tone.Middle);
        Assert.Equal(0, after.Lost - before.Lost);
        await anna.HeardWithoutInterruption(Tone.Middle, since, milliseconds: 400);
        Assert.Equal(1, after.Open);
        await bram.Hears(Tone.Low);
    }

    [Fact]
    [Spec("B23")]
    public async Task The_next_tab_takes_over_the_phone_and_its_call_when_the_owner_is_closed()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);
        var owner = anna.Page;
        var other = await anna.Context.NewPageAsync();
        await other.GotoAsync("/calls");
        anna.Page = other;
        await anna.Line("other-tab");
        await anna.Has("active");

        // A remote control: the buttons work there, the sound stays with the owner.
        await anna.Hold();
        await bram.HearsMusic();
        await anna.Resume();
        await bram.Hears(Tone.Low);

        await owner.CloseAsync();

        await anna.Line("ready", milliseconds: 2000);
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
    }

    [Fact]
    [Spec("M15-01", "M15-02")]
    public async Task After_signing_out_no_calls_are_received()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();

        await bram.Page.Locator("[popovertarget=pop-me]").ClickAsync();
        await bram.Page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await Expect(bram.Page).ToHaveURLAsync(new Regex("/sign-in"));
        await anna.Dial("202");

        await anna.Says("Niet bereikbaar");
    }

    [Fact]
    [Spec("M15-02")]
    public async Task Signing_out_while_it_rings_stops_the_ringing()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();
        await anna.Dial("202");
        await bram.Has("incoming");

        await bram.Page.Locator("[popovertarget=pop-me]").ClickAsync();
        await bram.Page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();

        await anna.HasNoCalls();
        await anna.Says("Niet bereikbaar");
    }
}
