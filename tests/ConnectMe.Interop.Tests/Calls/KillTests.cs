using System.Globalization;
using System.Security.Cryptography;
using ConnectMe.Interop.Tests.Hosting;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>The server is killed while people talk, and started again as a supervisor would: who talked hears the other again (R2).</summary>
[Trait("Pace", "alone")]
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>Of those who listened: as promised, for many kills.</summary>
    const double Share = 0.95;

    /// <summary>Eighteen listen to three kills: two of them may be late, and a call may not be lost.</summary>
    const double ShareOfFew = 16 / 18.0;

    [Fact]
    [Spec("R2", "B23")]
    public Task Who_talked_hears_the_other_again_within_ten_seconds_of_a_kill() => Kill(times: 3, longestPause: 1, ShareOfFew);

    /// <summary>As often as CONNECTME_SOAK_KILLS says.</summary>
    [Fact(Explicit = true)]
    public Task Who_talked_hears_the_other_again_within_ten_seconds_of_many_kills() =>
        Kill(
            int.Parse(Environment.GetEnvironmentVariable("CONNECTME_SOAK_KILLS") ?? "200", CultureInfo.InvariantCulture),
            longestPause: 10,
            Share
        );

    async Task Kill(int times, double longestPause, double least)
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var talks = await ThreeTalks.Start();
        List<double> heard = [];
        List<double> ready = [];
        for (var kill = 1; kill <= times; kill++)
        {
            await ThreeTalks.GoOnFor(TimeSpan.FromSeconds(random.NextDouble() * longestPause));
            var (started, seconds) = await talks.KillAndListen();
            ready.Add(started);
            heard.AddRange(seconds);
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kill}: ready after {started:F1} s, heard after {string.Join(", ", seconds.Zip(ThreeTalks.Listeners, (s, who) => FormattableString.Invariant($"{who} {s:F1}")))} s"
                )
            );
        }

        heard.Sort();
        var share = heard.Count(seconds => seconds <= ThreeTalks.Promised) / (double)heard.Count;
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{times} kills: {100 * share:F1} % of {heard.Count} listeners heard the other within {ThreeTalks.Promised} s, median {heard[heard.Count / 2]:F1} s, longest {heard[^1]:F1} s; ready after at most {ready.Max():F1} s; {talks.Redialled} calls lost"
        );
        output.WriteLine(figures);
        TestContext.Current.SendDiagnosticMessage(figures);
        Assert.True(share >= least, $"{figures}\n{talks.Pbx.Log}");
        await talks.EndAfterAnAbsence();
    }
}
