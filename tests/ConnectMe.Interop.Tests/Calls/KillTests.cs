using System.Globalization;
using System.Security.Cryptography;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>The server is killed while people talk, and started again as a supervisor would: who talked hears the other again (R2).</summary>
[Trait("Pace", "alone")]
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>Of those who listened: as promised, for many kills.</summary>
    const double Share = 0.95;

    /// <summary>Two kills say little of how long it takes, on a machine that does other things.</summary>
    const double WithinOfFew = 1.5 * ManyTalks.Promised;

    [Fact]
    [Spec("R2", "B23")]
    public Task Who_talked_hears_the_other_again_after_a_kill() => Kill(times: 2, longestPause: 1, WithinOfFew, least: 1, mostLost: 0);

    /// <summary>As often as CONNECTME_SOAK_KILLS says.</summary>
    [Fact(Explicit = true)]
    public Task Who_talked_hears_the_other_again_within_ten_seconds_of_many_kills()
    {
        var times = int.Parse(Environment.GetEnvironmentVariable("CONNECTME_SOAK_KILLS") ?? "200", CultureInfo.InvariantCulture);
        return Kill(
            times,
            longestPause: 10,
            ManyTalks.Promised,
            Share,
            mostLost: (int)((1 - Share) * times * ManyTalks.Listeners.Count / 2)
        );
    }

    [Fact]
    [Spec("R2")]
    public async Task Who_waits_in_a_queue_is_helped_after_a_kill()
    {
        var pbx = await RunningPbx.Start();
        BaresipPhone? bram = null;
        BaresipPhone? noor = null;
        try
        {
            using var administrator = await WebUser.SignIn(pbx, "anna");
            var agent = await administrator.AddPhone(pbx, "206");
            bram = await BaresipPhone.Start(await administrator.AddPhone(pbx, "202"), Tone.Low);
            await bram.Registered();
            await bram.Dial("250"); // the reception, of which nobody is there
            await bram.HearsMusic();

            await pbx.Kill();
            pbx = await pbx.StartAgain();
            noor = await BaresipPhone.Start(agent, Tone.High);
            await noor.Rings();
            await noor.Answer();

            await noor.Hears(Tone.Low);
            await noor.HangUp();
            await bram.Ended();
        }
        finally
        {
            await Started.End(bram, noor, pbx);
        }
    }

    async Task Kill(int times, double longestPause, double within, double least, int mostLost)
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var talks = await ManyTalks.Start();
        var heard = ManyTalks.Listeners.Select(who => (Who: who, Seconds: new List<double>())).ToList();
        List<double> ready = [];
        for (var kill = 1; kill <= times; kill++)
        {
            await ManyTalks.GoOnFor(TimeSpan.FromSeconds(random.NextDouble() * longestPause));
            var (started, seconds) = await talks.KillAndListen();
            ready.Add(started);
            heard.Zip(seconds).ToList().ForEach(one => one.First.Seconds.Add(one.Second));
            var each = heard.Zip(seconds, (one, after) => FormattableString.Invariant($"{one.Who} {after:F1}"));
            output.WriteLine(FormattableString.Invariant($"{kill}: ready after {started:F1} s, heard after {string.Join(", ", each)} s"));
            await talks.GoOn(seconds);
        }

        var all = heard.SelectMany(one => one.Seconds).ToList();
        var share = all.Count(seconds => seconds <= within) / (double)all.Count;
        var figures = FormattableString.Invariant(
            $"{times} kills: {100 * share:F1} % of {all.Count} listeners heard the other within {within} s, {Spread(all)}; ready after {Spread(ready)}; {talks.Redialled} calls lost"
        );
        var kinds = heard.GroupBy(one => one.Who, one => one.Seconds).Select(kind => $"{kind.Key}: {Spread([.. kind.SelectMany(s => s)])}");
        figures = string.Join('\n', [figures, .. kinds]);
        output.WriteLine(figures);
        TestContext.Current.SendDiagnosticMessage(figures);
        Assert.True(share >= least && talks.Redialled <= mostLost, $"{figures}\n{talks.Pbx.Log}\n{talks.Phones}");
        await talks.EndAfterAnAbsence();
    }

    static string Spread(List<double> seconds)
    {
        seconds.Sort();
        return FormattableString.Invariant(
            $"least {seconds[0]:F1} s, median {seconds[seconds.Count / 2]:F1} s, longest {seconds[^1]:F1} s"
        );
    }
}
