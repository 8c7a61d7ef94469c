using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>In a network that lets no UDP through.</summary>
public sealed class TcpTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);
    LossyPath? _path;

    /// <summary>The path last: who leaves signs out over it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        if (_path is not null)
        {
            await _path.DisposeAsync();
        }
    }

    [Fact]
    [Spec("B2", "R4")]
    public async Task Without_UDP_both_hear_each_other_by_TCP_the_page_says_so_and_in_another_network_the_call_goes_on_by_the_other_way()
    {
        var anna = await _office.Visitor(await browsers.Chromium(Tone.Low));
        anna.Means("Input track cannot be ended"); // the ear was about to listen to the line that was lost
        var path = _path = await LossyPath.Of(anna, tcp: true);
        path.Cut();
        await anna.SignIn("anna");
        await anna.Line("ready");
        await Expect(anna.Page.Locator("html")).ToHaveAttributeAsync("data-line-over", "tcp");
        await Expect(anna.Page.Locator("#line")).ToContainTextAsync("Softphone verbonden over TCP");
        await Expect(anna.Page.Locator("#line-status")).ToContainTextAsync("Vraag de netwerkbeheerder UDP-poort");

        var bram = await _office.Bram();
        await Expect(bram.Page.Locator("html")).ToHaveAttributeAsync("data-line-over", "udp");
        await anna.Calls(bram, "202");
        var begun = await anna.Now();
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
        await anna.HeardWithoutInterruption(Tone.Middle, begun + 500, 1500);
        Assert.Contains(
            "komt niet door bij: Anna",
            await anna.Page.EvaluateAsync<string>("() => fetch('/admin/health').then(r => r.text())"),
            StringComparison.Ordinal
        );

        await Moves(
            anna,
            bram,
            "udp",
            () =>
            {
                path.Mend();
                path.Tcp!.Cut();
            }
        );
        await Moves(
            anna,
            bram,
            "tcp",
            () =>
            {
                path.Tcp!.Mend();
                path.Cut();
            }
        );
        await anna.HangUp();
        await bram.HasNoCalls();
    }

    /// <summary>R4: within four seconds, and nobody is rung again.</summary>
    static async Task Moves(Phone anna, Phone bram, string over, Action change)
    {
        var (annas, brams) = (await anna.Now(), await bram.Now());
        change();
        await Expect(anna.Page.Locator("html")).ToHaveAttributeAsync("data-line-over", over, new() { Timeout = Phone.Patience });
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
        Assert.InRange(await anna.LongestGap(Tone.Middle, annas), 0, 4000);
        Assert.InRange(await bram.LongestGap(Tone.Low, brams), 0, 4000);
        await bram.Has("active");
        await Expect(bram.Page.Locator("[data-call]")).ToHaveCountAsync(1);
    }
}
