using System.Diagnostics;
using System.Globalization;
using System.Net;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Guessing passwords, each test from an address of its own.</summary>
public sealed class SignInTriesTests(SignInTriesTests.HostWithCostlyPasswords host, ITestOutputHelper output)
    : IClassFixture<SignInTriesTests.HostWithCostlyPasswords>
{
    [Theory]
    [InlineData("anna", "198.51.100.1")]
    [InlineData("nobody", "198.51.100.2")]
    public async Task Guessing_is_stopped_with_the_same_words_whether_the_account_exists(string name, string address)
    {
        var browser = host.NewBrowser();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Guess(browser, name, address)).Status);
        }

        var stopped = await Guess(browser, name, address);
        var evenRight = await Guess(browser, name, address, "welkom-bij-connectme");

        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.Status);
        Assert.Equal("Te veel pogingen. Probeer het over tien minuten opnieuw.", stopped.Text("[role=alert]"));
        Assert.Equal(HttpStatusCode.TooManyRequests, evenRight.Status);
    }

    [Fact]
    public async Task Somebody_who_guesses_does_not_lock_the_user_out_of_her_own_browser()
    {
        const string office = "198.51.100.3";
        var own = host.NewBrowser();
        await Guess(own, "fatima", office, "welkom-bij-connectme");
        await own.SignOut();
        var stranger = host.NewBrowser();
        for (var i = 0; i < 11; i++)
        {
            await Guess(stranger, "fatima", office);
        }

        var hers = await Guess(own, "fatima", office, "welkom-bij-connectme");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Guess(stranger, "fatima", office)).Status);
        Assert.Equal(HttpStatusCode.Redirect, hers.Status);
    }

    [Fact]
    public async Task A_known_browser_of_one_account_is_an_unknown_one_for_another()
    {
        const string address = "198.51.100.4";
        var browser = host.NewBrowser();
        await Guess(browser, "noor", address, "welkom-bij-connectme");
        await browser.SignOut();
        for (var i = 0; i < 10; i++)
        {
            await Guess(browser, "bram", address);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Guess(host.NewBrowser(), "bram", address)).Status);
    }

    /// <summary>Without the work for unknown names the medians would be a hundred milliseconds apart.</summary>
    [Fact]
    [Spec("A2")]
    public async Task An_unknown_name_gets_the_answer_of_a_wrong_password_in_the_same_time()
    {
        var p = 0.0;
        for (var round = 0; round < Rounds && p <= 0.01; round++)
        {
            p = await Round(round);
        }

        Assert.True(
            p > 0.01,
            string.Create(CultureInfo.InvariantCulture, $"known and unknown names are told apart by their time (p = {p})")
        );
    }

    async Task<double> Round(int round)
    {
        var browser = host.NewBrowser();
        var token = (await browser.Open("/sign-in")).Token;
        var (known, unknown, answers) = (new List<double>(), new List<double>(), new HashSet<string>(StringComparer.Ordinal));
        for (var pair = 0; pair < TriedForEach; pair++)
        {
            // Who is first gets what the processor does when it wakes up: each in turn.
            foreach (var isKnown in pair % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var fields = new Dictionary<string, string>
                {
                    ["Name"] = isKnown ? "joost" : "jaast",
                    ["password"] = "wrong",
                    ["__RequestVerificationToken"] = token,
                };
                var address = string.Create(CultureInfo.InvariantCulture, $"10.1{round}.{pair / 250}.{pair % 250}");
                var start = Stopwatch.GetTimestamp();
                var answer = await browser.Post("/sign-in", fields, (FromThisMachine.AddressHeader, address));
                (isKnown ? known : unknown).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                answers.Add($"{answer.Status} {string.Join(' ', answer.Headers.Keys.Order(StringComparer.Ordinal))} {Bare(answer)}");
            }
        }

        Assert.Single(answers);
        var (p, apart) = (RankSum.Likelihood(known, unknown), Math.Abs(Median(known) - Median(unknown)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"medians differ by {apart:F3} of {Median(known):F1} ms, p = {p:F3}"));
        return p;
    }

    /// <summary>The page without what is another in each: the tokens, and the name that was typed.</summary>
    static string Bare(Answer answer)
    {
        foreach (var input in answer.Document.QuerySelectorAll("input[name=__RequestVerificationToken], input[name=Name]"))
        {
            input.Remove();
        }

        return answer.Document.DocumentElement.OuterHtml;
    }

    static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>Each is a tenth of a second of a core. One of a hundred rounds is told apart by chance.</summary>
    static int TriedForEach => Soak.Tries(otherwise: 15);

    const int Rounds = 3;

    static Task<Answer> Guess(Browser browser, string name, string address, string password = "wrong") =>
        browser.SignIn(name, password, headers: (FromThisMachine.AddressHeader, address));

    /// <summary>What is compared is the time of a guess.</summary>
    public sealed class HostWithCostlyPasswords(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        protected override bool IsFirstStart => true;
    }
}
