using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>Anna records her call with Bram, hears it back, keeps a copy and throws it away. Calls of Fatima are recorded by themselves, and Anna listens.</summary>
public sealed class RecordingTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M1.1-08", "M12.1-02", "M12.1-03", "M12.2-01", "M12.3-01", "M12.3-02", "M14.6-01")]
    public async Task A_call_is_recorded_by_button_and_by_key_played_back_downloaded_and_deleted()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);
        await anna.Hears(Tone.Middle);

        await anna.Press("Opname starten");
        await Expect(anna.Widget.Locator(".rec")).ToContainTextAsync("/ 5:00");
        await Expect(anna.Widget.Locator(".rec time")).ToHaveTextAsync("00:02", new() { Timeout = 20_000 });
        await AccessibilityTests.Passes(anna, "recording");
        await Expect(bram.Widget.Locator(".rec, [aria-label='Opname stoppen']")).ToHaveCountAsync(0);
        await anna.Page.Keyboard.PressAsync("Alt+r");
        await Expect(anna.Widget.Locator(".rec")).ToHaveCountAsync(0);
        await bram.Hears(Tone.Low);
        await anna.HangUp();
        await bram.HasNoCalls();

        var logged = anna.Page.Locator("#calls-listed .itw").First;
        await Expect(logged.Locator("[id^=recording-of-]")).ToHaveCountAsync(1, new() { Timeout = Phone.Patience });
        await logged.Locator("summary").ClickAsync();
        await logged.GetByRole(AriaRole.Link, new() { Name = "Opname" }).ClickAsync();
        var row = anna.Page.Locator("#recordings-listed details").First;
        await Expect(row).ToContainTextAsync("Bram Hofstra");
        await Expect(row).ToHaveJSPropertyAsync("open", true);
        await AccessibilityTests.Passes(anna, "recordings");

        await row.GetByRole(AriaRole.Button, new() { Name = "Afspelen" }).ClickAsync();
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Pauzeren" })).ToBeVisibleAsync();
        await Expect(row.Locator("[data-shows=at]")).ToHaveTextAsync("0:01", new() { Timeout = 20_000 });
        await row.Locator("input[type=range]").FocusAsync();
        await anna.Page.Keyboard.PressAsync("Home");
        var (ownLeft, otherLeft, ownRight, otherRight) = await TonesOf(row);
        Assert.True(ownLeft > 20 * otherLeft, $"left: {ownLeft} of her own, {otherLeft} of the other");
        Assert.True(otherRight > 20 * ownRight, $"right: {otherRight} of the other, {ownRight} of her own");

        var download = await anna.Page.RunAndWaitForDownloadAsync(() =>
            row.GetByRole(AriaRole.Link, new() { Name = "Downloaden" }).ClickAsync()
        );
        Assert.Matches(@"^Opname .* Bram Hofstra\.ogg$", download.SuggestedFilename);
        Assert.Equal(
            "OggS"u8.ToArray(),
            (await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken))[..4]
        );

        var before = await anna.Page.Locator("#recordings-listed details").CountAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Opname verwijderen" }).ClickAsync();
        await AccessibilityTests.Passes(anna, "delete a recording?");
        await anna.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Verwijderen" }).ClickAsync();
        await Expect(anna.Page.Locator("#recordings-listed details")).ToHaveCountAsync(before - 1);

        await anna.Page.GotoAsync("/admin/recording-log");
        await Expect(anna.Page.Locator("#recording-log tbody tr").First).ToContainTextAsync("Verwijderd");
        await AccessibilityTests.Passes(anna, "log of recordings");
    }

    [Fact]
    [Spec("A2-03", "A9-01", "M12.1-06", "M12.1-07", "M12.2-01", "M12.3-03", "M14.6-01", "B22")]
    public async Task Extended_recording_begins_by_itself_is_paused_kept_or_not_and_rated_by_who_may_listen()
    {
        var anna = await _office.Anna();
        await SetUp(anna);
        var fatima = await _office.SignedIn("fatima", await _office.Browser(Tone.Low));
        var joost = await _office.SignedIn("joost", await _office.Browser(Tone.Middle));

        var before = await joost.Now();
        await fatima.Calls(joost, "204");
        var chip = fatima.Widget.Locator(".rec");
        await Expect(chip).ToContainTextAsync("Je neemt dit gesprek op");
        await Expect(fatima.Widget.GetByRole(AriaRole.Button, new() { Name = "Opname stoppen" })).ToHaveCountAsync(0);
        await AccessibilityTests.Passes(fatima, "recorded by itself");
        await fatima.Page.Keyboard.PressAsync("Alt+o");
        await Expect(chip).ToContainTextAsync("Gepauzeerd");
        await AccessibilityTests.Passes(fatima, "recording paused");
        await fatima.Press("Opname hervatten");
        await Expect(chip.Locator("time")).ToBeVisibleAsync();
        await fatima.Page.Keyboard.PressAsync("Alt+r");
        await Expect(chip).ToContainTextAsync("Niet bewaren");
        await fatima.Press("Opname bewaren");
        await Expect(chip.Locator("time")).ToBeVisibleAsync();
        await joost.HearsLong("music", before, seconds: 2); // what is no tone: that he is recorded, in two languages
        await joost.Hears(Tone.Low);
        await fatima.Hears(Tone.Middle);
        await fatima.HangUp();
        await joost.HasNoCalls();

        var logged = fatima.Page.Locator("#calls-listed .itw").First;
        await Expect(logged.Locator("[id^=recording-of-]")).ToHaveCountAsync(1, new() { Timeout = Phone.Patience });
        await fatima.Page.Locator("#nav a[href='/recordings']").ClickAsync();
        var row = fatima.Page.Locator("#recordings-listed details").First;
        await Expect(row).ToContainTextAsync("Joost Visser");
        var portal = fatima.Page.Locator("#portal");
        await Expect(portal).ToHaveAttributeAsync("href", "https://portal.example/opnames");
        await Expect(portal).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await AccessibilityTests.Passes(fatima, "extended recordings");

        await anna.Page.GotoAsync("/recordings");
        await anna.Page.Locator("#of-colleagues").ClickAsync();
        var heard = anna.Page.Locator("#recordings-heard details").First;
        await Expect(heard).ToContainTextAsync("Van Fatima El Amrani");
        await heard.Locator("summary").ClickAsync();
        await AccessibilityTests.Passes(anna, "recordings of colleagues");
        await heard.GetByRole(AriaRole.Radio, new() { Name = "4 sterren" }).CheckAsync();
        await heard.GetByRole(AriaRole.Textbox).FillAsync("Helder en vriendelijk");
        await heard.GetByRole(AriaRole.Button, new() { Name = "Beoordelen" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Helder en vriendelijk"); // on her page, by itself

        // A page that is made just before a change and put in its place just after it hears of that too.
        await fatima.Page.Locator("#nav a[href='/calls']").ClickAsync();
        await fatima.Page.RouteAsync(
            "**/recordings",
            async route =>
            {
                var made = await route.FetchAsync();
                await anna.Page.GotoAsync("/admin/recording-holds");
                await anna.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Bewaren: Fatima") }).First.ClickAsync();
                await Expect(anna.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Vrijgeven: Fatima") }).First)
                    .ToBeVisibleAsync();
                await route.FulfillAsync(new() { Response = made });
            },
            new() { Times = 1 }
        );
        await fatima.Page.Locator("#nav a[href='/recordings']").ClickAsync();
        await Expect(row).ToContainTextAsync("Juridisch bewaard");
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Opname verwijderen" })).ToHaveCountAsync(0);

        await fatima.Calls(joost, "204");
        await fatima.Press("Opname niet bewaren");
        await Expect(chip).ToContainTextAsync("Niet bewaren");
        await fatima.HangUp();
        await joost.HasNoCalls();
        await fatima.Page.ReloadAsync();
        await Expect(fatima.Page.Locator("#recordings-listed details")).ToHaveCountAsync(1);
    }

    static async Task SetUp(Phone anna)
    {
        await anna.Page.GotoAsync("/admin/people/6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8205/rights");
        await anna.Page.Locator("#Input_Recording").SelectOptionAsync("Extended");
        await Save(anna);
        await anna.Page.GotoAsync("/admin/extended-recording");
        await anna.Page.Locator("#Input_Portal").FillAsync("https://portal.example/opnames");
        await anna.Page.Locator("#extended-recording").GetByLabel("Anna de Vries").CheckAsync();
        await Save(anna);
    }

    static async Task Save(Phone anna)
    {
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await Expect(anna.Page.Locator("main")).ToContainTextAsync("Opgeslagen");
    }

    /// <summary>What the browser decodes of it: the strength of each person's tone on each side.</summary>
    internal static async Task<(double OwnLeft, double OtherLeft, double OwnRight, double OtherRight)> TonesOf(ILocator row)
    {
        var tones = await row.Locator("audio")
            .EvaluateAsync<double[]>(
                """
                async (audio, [own, other]) => {
                  const bytes = await (await fetch(audio.src)).arrayBuffer();
                  const sound = await new OfflineAudioContext(2, 48000, 48000).decodeAudioData(bytes);
                  const half = Math.min(24000, sound.length);
                  const strength = (side, frequency) => {
                    const samples = sound.getChannelData(side).subarray(Math.floor((sound.length - half) / 2)).subarray(0, half);
                    let [sine, cosine] = [0, 0];
                    samples.forEach((sample, i) => {
                      sine += sample * Math.sin((2 * Math.PI * frequency * i) / 48000);
                      cosine += sample * Math.cos((2 * Math.PI * frequency * i) / 48000);
                    });
                    return Math.hypot(sine, cosine) / half;
                  };
                  return [strength(0, own), strength(0, other), strength(1, own), strength(1, other)];
                }
                """,
                new[] { (double)Tone.Low.Hertz, Tone.Middle.Hertz }
            );
        return (tones[0], tones[1], tones[2], tones[3]);
    }
}
