using System.Net;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

/// <summary>With which tone a person's browsers ring.</summary>
public sealed class RingtoneTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    [Spec("M14.5-01")]
    public async Task The_tone_a_person_chose_rings_in_all_of_their_browsers_and_in_nobody_elses()
    {
        var (here, there, bram) = (host.NewBrowser(), host.NewBrowser(), host.NewBrowser());
        await here.SignIn("anna");
        await there.SignIn("anna");
        await bram.SignIn("bram");
        Assert.Equal("/sounds/ring-bells.mp3", await Rings(there));
        var page = await here.Open("/settings/audio");
        var token = page.Document.QuerySelector("meta[name=csrf]")!.GetAttribute("content")!;

        foreach (var unknown in new[] { "Trumpet", "9", "" })
        {
            var refused = await here.Post(
                "/settings/ringtone",
                [KeyValuePair.Create("tone", unknown)],
                ("RequestVerificationToken", token)
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        }

        var chosen = await here.Post("/settings/ringtone", [KeyValuePair.Create("tone", "Calm")], ("RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.NoContent, chosen.Status);
        Assert.Equal("/sounds/ring-calm.mp3", await Rings(there));
        Assert.Equal("/sounds/ring-bells.mp3", await Rings(bram));
        Assert.Equal(
            "Calm",
            (await here.Open("/settings/audio")).Document.QuerySelector("#ring-tone option[selected]")!.GetAttribute("value")
        );
        await here.Post("/settings/ringtone", [KeyValuePair.Create("tone", "Bells")], ("RequestVerificationToken", token));
    }

    [Fact]
    public async Task Every_tone_is_a_sound_that_there_is()
    {
        var browser = host.NewBrowser();
        await browser.SignIn("anna");
        var page = await browser.Open("/settings/audio");
        var tones = page.Document.QuerySelectorAll("#ring-tone option").ToList();

        Assert.Equal(4, tones.Select(tone => tone.TextContent).Distinct(StringComparer.Ordinal).Count());
        foreach (var tone in tones)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.Open(tone.GetAttribute("data-file")!)).Status);
            Assert.DoesNotContain("Ring", tone.TextContent, StringComparison.Ordinal); // the text's key
        }
    }

    static async Task<string?> Rings(Browser browser) => (await browser.Open("/ringtone")).Location;
}
