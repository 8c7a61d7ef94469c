using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class AudioTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers) { HasWholeBrowsers = true };

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M6.4.13-01")]
    public async Task Microphone_and_speaker_are_changed_during_a_call_and_the_call_goes_on()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);
        await anna.Page.EvaluateAsync(
            "() => { window.captured = []; const get = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices); navigator.mediaDevices.getUserMedia = async (wanted) => { const media = await get(wanted); captured.push(media.getAudioTracks()[0].getSettings().deviceId); return media; }; }"
        );

        await anna.Page.Locator("[data-action=more]").ClickAsync();
        await anna.Page.Locator("[data-action=audio]").ClickAsync();
        var microphone = await ChooseAnother(anna.Page.Locator("#call-microphone"));
        var speaker = await ChooseAnother(anna.Page.Locator("#call-speaker"));

        await anna.Page.WaitForFunctionAsync("id => captured.at(-1) === id", microphone);
        await anna.Page.WaitForFunctionAsync("id => document.getElementById('line-audio').sinkId === id", speaker);
        var since = await bram.Now();
        await bram.FirstHeard(Tone.Low, since);
        await anna.Hears(Tone.Middle);

        await anna.Page.ReloadAsync(); // the machine remembers
        await anna.Has("active");
        await anna.Page.WaitForFunctionAsync("id => document.getElementById('line-audio').sinkId === id", speaker);
        await bram.Hears(Tone.Low);
    }

    [Fact]
    [Spec("M14.5-01")]
    public async Task Calls_and_ringing_have_devices_and_volumes_of_their_own()
    {
        var anna = await _office.Anna();
        var page = anna.Page;
        await page.GotoAsync("/settings/audio");
        var speaker = await ChooseAnother(page.Locator("#audio-speaker"));
        var ringer = await ChooseAnother(page.Locator("#audio-ringer"), 2);
        await page.Locator("[data-audio=ringVolume]").FillAsync("30");
        await page.Locator("#audio [data-audio=callVolume]").FillAsync("80");

        Assert.NotEqual(speaker, ringer);
        await page.WaitForFunctionAsync("id => document.getElementById('ringtone').sinkId === id", ringer);
        await page.WaitForFunctionAsync("id => document.getElementById('line-audio').sinkId === id", speaker);
        Assert.Equal(0.3, await page.EvaluateAsync<double>("document.getElementById('ringtone').volume"), 0.001);
        Assert.Equal(0.8, await page.EvaluateAsync<double>("document.getElementById('line-audio').volume"), 0.001);

        await page.ReloadAsync();
        await Expect(page.Locator("#audio-ringer")).ToHaveValueAsync(ringer);
        await Expect(page.Locator("[data-audio=ringVolume]")).ToHaveValueAsync("30");
    }

    [Fact]
    [Spec("M14.5-01")]
    public async Task The_meter_shows_what_the_microphone_takes_and_lets_it_go_again()
    {
        var page = (await _office.Anna()).Page;
        await page.GotoAsync("/settings/audio");

        await page.Locator("#test-microphone").ClickAsync();
        await page.WaitForFunctionAsync("() => document.getElementById('microphone-level').value > 20");
        await page.Locator("#test-microphone").ClickAsync();

        await Expect(page.Locator("#test-microphone")).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Equal(0, await page.EvaluateAsync<double>("document.getElementById('microphone-level').value"));
    }

    /// <summary>Chooses the device at this place in the list, 0 being the machine's standard; gives its id.</summary>
    static async Task<string> ChooseAnother(ILocator select, int at = 1)
    {
        await Expect(select.Locator("option").Nth(at)).ToBeAttachedAsync();
        await select.SelectOptionAsync(new SelectOptionValue { Index = at });
        return await select.InputValueAsync();
    }
}
