using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class HostTests(PublishedHost published, Browsers browsers)
{
    [Fact]
    public async Task Two_hosts_on_one_machine_do_not_touch_each_other()
    {
        await using var second = await PublishedHost.Start();
        await using var here = new Office(published, browsers);
        await using var there = new Office(published, browsers) { Url = second.Url };

        var anna = await here.Anna();
        var bram = await there.Bram();
        await anna.Dial("202");
        await anna.Says("Niet bereikbaar");

        var sanne = await there.Sanne();
        await sanne.Calls(bram, "202");
        await sanne.Hears(Tone.Middle);
        await bram.Hears(Tone.High);
    }

    [Fact]
    [Spec("B2", "B23", "R2")]
    public async Task After_the_server_was_killed_the_page_tells_the_truth_again_and_the_call_goes_on_without_a_reload()
    {
        var data = Path.Combine(Path.GetTempPath(), $"connectme-e2e-{Guid.CreateVersion7():N}");
        var first = await PublishedHost.Start(data);
        var url = first.Url;
        await using var office = new Office(published, browsers) { Url = url };
        var (anna, bram) = await Conversation.Between(office);
        foreach (var phone in new[] { anna, bram })
        {
            phone.Means("ERR_");
            phone.Means("Failed to fetch");
            phone.Means("Input track cannot be ended"); // the ear was about to listen to the line that was lost
            phone.Means("404 (Not Found) (" + url + "/line?"); // "do you still know my line?"
        }

        await anna.Hears(Tone.Middle); // what began within the same moment may be lost
        await bram.Hears(Tone.Low);
        await anna.Type("typed");
        var loaded = await anna.Page.EvaluateAsync<double>("performance.timeOrigin");

        await first.Kill();
        await first.DisposeAsync();
        foreach (var phone in new[] { anna, bram })
        {
            await Expect(phone.Page.Locator("#server-away")).ToBeVisibleAsync(new() { Timeout = 20_000 });
            await Expect(phone.Page.Locator("html")).Not.ToHaveAttributeAsync("data-line-state", "ready");
        }

        var again = await PublishedHost.Start(data, url);
        try
        {
            await anna.Line("ready", milliseconds: 40_000);
            await bram.Line("ready", milliseconds: 40_000);
            await Expect(anna.Page.Locator("#dial-target")).ToHaveValueAsync("typed");
            Assert.Equal(loaded, await anna.Page.EvaluateAsync<double>("performance.timeOrigin"));

            await anna.Has("active", milliseconds: 40_000); // KillTests measure the ten seconds that are promised
            await anna.Hears(Tone.Middle);
            await bram.Hears(Tone.Low);
            await anna.HangUp();
            await bram.HasNoCalls();
            await anna.HasNoCalls();
            await bram.Calls(anna, "201");
            await anna.Hears(Tone.Middle);
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine(again.Log);
            await office.DisposeAsync();
            await again.DisposeAsync();
            Directory.Delete(data, recursive: true);
        }
    }
}
