using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class MicrophoneTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers) { HasWholeBrowsers = true };

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Without_a_microphone_the_line_opens_the_caller_is_heard_and_the_page_says_how_to_allow_it()
    {
        var anna = await _office.SignedIn("anna", await browsers.AskingChromium());
        var bram = await _office.Bram();
        await Expect(anna.Page.Locator("#microphone-ask")).ToBeVisibleAsync();

        await bram.Dial("201");
        await anna.Has("incoming");
        await anna.Answer();

        await anna.Line("no-microphone");
        await Expect(anna.Page.Locator("#microphone-denied")).ToContainTextAsync("Je hoort bellers wel, zij jou niet.");
        await anna.Hears(Tone.Middle);
        await bram.HearsSilence();
        await anna.Page.Locator("#microphone-denied button").ClickAsync();
        await Expect(anna.Page.Locator("#microphone-how")).ToContainTextAsync("adresbalk");

        await anna.Context.GrantPermissionsAsync(["microphone"]);

        await anna.Line("ready");
        await bram.Hears(Tone.Low);
        await Expect(anna.Page.Locator("#microphone-denied")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_microphone_is_open_during_calls_only()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();
        Assert.Equal(0, await LiveTracks(anna));

        await anna.Calls(bram, "202");
        await bram.Hears(Tone.Low);
        Assert.Equal(1, await LiveTracks(anna));

        await anna.HangUp();
        await anna.Page.WaitForFunctionAsync("() => ear.liveTracks() === 0");
        await bram.Page.WaitForFunctionAsync("() => ear.liveTracks() === 0");
    }

    static Task<int> LiveTracks(Phone phone) => phone.Page.EvaluateAsync<int>("ear.liveTracks()");
}
