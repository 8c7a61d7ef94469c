using System.Diagnostics;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The network of one who talks has a hole, or is another one from now on; nobody clicks anything.</summary>
public sealed class OutageTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    /// <summary>Chromium listens on for this long to what is in its buffer, and has to be heard to be measured.</summary>
    const double Listening = 400;

    readonly Office _office = new(host, browsers);
    readonly List<IAsyncDisposable> _paths = [];
    bool _slept;

    /// <summary>The paths last: who leaves signs out over them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        foreach (var path in _paths)
        {
            await path.DisposeAsync();
        }

        if (_slept)
        {
            await browsers.End(Tone.Low); // after standing still a Chromium may draw no frame any more, and an animation in it has no end
        }
    }

    [Fact]
    [Spec("R5", "B23")]
    public async Task After_a_hole_in_the_network_and_after_a_laptops_sleep_both_hear_each_other_again_in_the_same_call()
    {
        var (anna, bram, media, web) = await Talk();
        foreach (var hole in new[] { 3, 8, 20 })
        {
            var (annas, brams) = (await anna.Now(), await bram.Now());
            media.Cut();
            web.Cut();
            await Passes(TimeSpan.FromSeconds(hole));
            media.Mend();
            web.Mend();
            await anna.Hears(Tone.Middle);
            await bram.Hears(Tone.Low);
            var longest = Math.Max(10, hole + 5) * 1000;
            var (annasGap, bramsGap) = (await anna.LongestGap(Tone.Middle, annas), await bram.LongestGap(Tone.Low, brams));
            TestContext.Current.SendDiagnosticMessage(
                $"a hole of {hole} s was one of {annasGap:F0} and {bramsGap:F0} ms to those who talked"
            );
            Assert.InRange(annasGap, (hole * 1000) - Listening, longest);
            Assert.InRange(bramsGap, (hole * 1000) - Listening, longest);
        }

        _slept = true;
        await using (await Laptop.Asleep(anna))
        {
            await Passes(TimeSpan.FromSeconds(10));
        }

        var woken = Stopwatch.GetTimestamp();
        await anna.FirstHeard(Tone.Middle, await anna.Now());
        await bram.FirstHeard(Tone.Low, await bram.Now());
        Assert.InRange(Stopwatch.GetElapsedTime(woken).TotalSeconds, 0, 5);
        await IsTheSameCall(anna, bram);
    }

    [Fact]
    [Spec("R4", "B23")]
    public async Task In_another_network_both_hear_each_other_within_four_seconds_in_the_same_call()
    {
        var (anna, bram, media, web) = await Talk();
        for (var change = 1; change <= 3; change++)
        {
            var (annas, brams) = (await anna.Now(), await bram.Now());
            media.Leave();
            web.Tear();
            Assert.InRange(await Again(anna, Tone.Middle, annas), 0, 4000);
            Assert.InRange(await Again(bram, Tone.Low, brams), 0, 4000);
        }

        await IsTheSameCall(anna, bram);
    }

    [Fact]
    [Spec("R7")]
    public async Task A_torn_event_stream_is_back_within_five_seconds_and_no_page_says_in_a_call_that_is_over()
    {
        var (anna, bram, _, web) = await Talk();
        await anna.Page.EvaluateAsync(
            "() => { window.again = []; document.addEventListener('live:again', () => window.again.push(performance.now())); }"
        );
        List<double> away = [];
        for (var tear = 1; tear <= 20; tear++)
        {
            var torn = await anna.Now();
            web.Tear();
            await anna.Page.WaitForFunctionAsync("count => window.again.length >= count", tear, new() { Timeout = 15_000 });
            away.Add(await anna.Page.EvaluateAsync<double>("() => window.again.at(-1)") - torn);
            if (tear == 19)
            {
                await bram.HangUp(); // as the stream is torn again
            }
        }

        away.Sort();
        Assert.InRange(away[18], 0, 5000); // the 95th of a hundred
        TestContext.Current.SendDiagnosticMessage($"away for {away[10]:F0} ms in the middle, {away[18]:F0} ms at the 95th of a hundred");
        await anna.HasNoCalls();
        await bram.HasNoCalls();
    }

    /// <summary>A browser lets a page make 500 of them: a night without a server would be the end of its phone.</summary>
    [Fact]
    [Spec("R5")]
    public async Task However_often_the_server_cannot_be_asked_or_refuses_one_connection_is_made_for_it()
    {
        var anna = await _office.Anna();
        anna.Means("ERR_");
        anna.Means("503");
        anna.Means("404");
        var before = (await anna.Statistics()).Made;
        var tries = 0;
        var isSeen = new TaskCompletionSource();
        await anna.Page.RouteAsync(
            "**/line?id=*",
            async route =>
            {
                if (route.Request.Method != HttpMethod.Post.Method)
                {
                    await route.FulfillAsync(new() { Status = 404 });
                    return;
                }

                await isSeen.Task; // on a busy machine it would be lost and found before anybody looks
                await (
                    tries++ >= 6 ? route.ContinueAsync()
                    : tries % 2 == 0 ? route.AbortAsync()
                    : route.FulfillAsync(new() { Status = 503, Body = "no" })
                );
            }
        );
        await anna.Page.EvaluateAsync("() => document.dispatchEvent(new CustomEvent('live:again'))");
        await anna.Line("lost");
        isSeen.SetResult();
        await anna.Line("ready", milliseconds: 60_000);
        Assert.Equal(7, tries);
        Assert.Equal(before + 1, (await anna.Statistics()).Made);
    }

    async Task<(Phone Anna, Phone Bram, LossyPath Media, WebPath Web)> Talk()
    {
        var web = new WebPath(_office.Url);
        _paths.Add(web);
        var anna = await _office.Visitor(await browsers.Chromium(Tone.Low), options => options.BaseURL = web.Url);
        var media = await LossyPath.Of(anna);
        _paths.Add(media);
        anna.Means("ERR_");
        anna.Means("Failed to fetch");
        anna.Means("Input track cannot be ended"); // the ear was about to listen to the line that was lost
        await anna.SignIn("anna");
        await anna.Line("ready");
        var bram = await _office.Bram();
        await anna.Calls(bram, "202");
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
        return (anna, bram, media, web);
    }

    /// <summary>Ms from the moment until the tone is heard again after it was not.</summary>
    static async Task<double> Again(Phone phone, Tone tone, double since)
    {
        await phone.Page.WaitForFunctionAsync(
            "([since, name]) => ear.gap(since, name) > 1000 || performance.now() - since > 3000",
            new object[] { since, tone.Name }
        );
        await phone.Hears(tone);
        return await phone.LongestGap(tone, since);
    }

    /// <summary>Nobody was rung again, and who rings off ends it for both.</summary>
    static async Task IsTheSameCall(Phone anna, Phone bram)
    {
        await anna.Has("active");
        await bram.Has("active");
        await Expect(bram.Page.Locator("[data-call]")).ToHaveCountAsync(1);
        await anna.HangUp();
        await bram.HasNoCalls();
        await anna.HasNoCalls();
    }

    static async Task Passes(TimeSpan time)
    {
        var begin = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Stopwatch.GetElapsedTime(begin) < time)
        {
            await timer.WaitForNextTickAsync();
        }
    }
}
