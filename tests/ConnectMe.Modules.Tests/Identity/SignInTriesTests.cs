using System.Diagnostics;
using System.Net;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Guessing passwords, each test from an address of its own.</summary>
public sealed class SignInTriesTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
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

    /// <summary>Without the work for unknown names the ratio would be about fifty.</summary>
    [Fact]
    public async Task An_unknown_name_costs_the_same_time_as_a_wrong_password()
    {
        var browser = host.NewBrowser();
        await Guess(browser, "joost", "198.51.100.10");
        List<TimeSpan> known = [];
        List<TimeSpan> unknown = [];
        for (var i = 0; i < 9; i++)
        {
            known.Add(await Timed(() => Guess(browser, "joost", $"198.51.100.{20 + i}")));
            unknown.Add(await Timed(() => Guess(browser, "jaast", $"198.51.100.{20 + i}")));
        }

        var ratio = known.Order().ElementAt(4) / unknown.Order().ElementAt(4);

        Assert.InRange(ratio, 0.5, 2.0);
    }

    static async Task<TimeSpan> Timed(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }

    static Task<Answer> Guess(Browser browser, string name, string address, string password = "wrong") =>
        browser.SignIn(name, password, headers: (FromThisMachine.AddressHeader, address));
}
