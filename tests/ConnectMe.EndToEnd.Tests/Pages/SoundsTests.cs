using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>A prompt that an administrator records in the browser, listens to and saves.</summary>
[Trait("Pace", "unhurried")]
public sealed class SoundsTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [Spec("A8-01")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_said_into_the_microphone_is_heard_before_it_is_saved_and_after(bool inFirefox)
    {
        var anna = await _office.SignedIn("anna", inFirefox ? await browsers.Firefox(Tone.Low) : await browsers.Chromium(Tone.Low));
        var name = inFirefox ? "Welkom uit Firefox" : "Welkom uit Chromium";
        anna.Means("style-src-elem"); // Playwright's own, in Firefox
        anna.Means("NetworkError"); // Firefox says so of what the page that is left was asking
        await anna.Page.GotoAsync("/admin/sounds/new");
        await anna.Page.Locator("#Input_Name").FillAsync(name);
        await anna.Page.Locator("#Input_Language").SelectOptionAsync("nl");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Opnemen met de microfoon" }).PressAsync("Enter");
        await Expect(anna.Page.GetByRole(AriaRole.Timer)).ToHaveTextAsync("0:02");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Stop met opnemen" }).PressAsync("Enter");

        var heard = anna.Page.GetByLabel("Luister voor u het opslaat");
        await Expect(heard).ToBeVisibleAsync();
        await Expect(heard).ToHaveAttributeAsync("src", new Regex("^blob:"));
        Assert.InRange(await LevelOfTone(anna.Page, "document.querySelector('#Input_File').files[0]"), 0.6, 1);

        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Toevoegen" }).ClickAsync();
        var row = anna.Page.Locator("tr", new() { HasText = name });
        await Expect(row).ToContainTextAsync("Nederlands");
        var play = row.GetByRole(AriaRole.Button, new() { Name = $"Luister naar {name}" });
        await play.ClickAsync();
        await Expect(play).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(play).ToHaveAttributeAsync("aria-pressed", "false"); // it is over
        Assert.InRange(await LevelOfTone(anna.Page, $"await fetch('{await play.GetAttributeAsync("data-sound-play")}')"), 0.6, 1);
    }

    /// <param name="source">A file or an answer, as the page names it.</param>
    /// <returns>The share of the tone in all that is heard: 1 is nothing else.</returns>
    static Task<double> LevelOfTone(IPage page, string source) =>
        page.EvaluateAsync<double>(
            $$"""
            async (hertz) => {
              const source = {{source}};
              const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(await source.arrayBuffer());
              const samples = sound.getChannelData(0).subarray(24000, 72000);
              let [cos, sin, power] = [0, 0, 0];
              samples.forEach((sample, i) => {
                cos += sample * Math.cos((2 * Math.PI * hertz * i) / 48000);
                sin += sample * Math.sin((2 * Math.PI * hertz * i) / 48000);
                power += sample * sample;
              });
              return (2 * (cos * cos + sin * sin)) / samples.length / power;
            }
            """,
            Tone.Low.Hertz
        );
}
