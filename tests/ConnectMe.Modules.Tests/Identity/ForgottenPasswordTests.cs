using System.Diagnostics;
using System.Globalization;
using System.Net;
using ConnectMe.Identity.Domain;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Each test asks from addresses of its own.</summary>
public sealed class ForgottenPasswordTests(ConnectMeHost host, ITestOutputHelper output) : IClassFixture<ConnectMeHost>
{
    static int AskedForEach => Soak.Tries(otherwise: 500);

    /// <summary>One of a hundred rounds comes out below 0.01 although there is no difference; a difference makes all do.</summary>
    const int Rounds = 3;

    readonly Garage _company = new(host);

    [Theory]
    [InlineData("sanne", "sanne")]
    [InlineData("joost", " Joost@GarageHofstra.example ")]
    [Spec("M2-10")]
    public async Task The_mailed_link_leads_to_a_new_password_and_ends_what_was_open(string userName, string typed)
    {
        await SetMail();
        var open = host.NewBrowser();
        await open.SignIn(userName);

        var answer = await Ask(typed, "198.51.100.1");
        await Eventually.Is(async () => (await _company.MailTo(userName)).Count == 1);
        var link = await _company.Link(userName);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Als dit account bestaat", answer.Text("[role=status]"), StringComparison.Ordinal);
        Assert.StartsWith("https://bel.garagehofstra.example/", link, StringComparison.Ordinal); // whatever the request said of us
        Assert.Equal(HttpStatusCode.Redirect, (await _company.Choose(link, Garage.Password)).Status);
        Assert.False(await _company.SignsIn(userName, "welkom-bij-connectme"));
        Assert.True(await _company.SignsIn(userName));
        Assert.Equal(HttpStatusCode.Unauthorized, (await open.Open("/me", ("HX-Request", "true"))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await _company.Choose(link, "nog een lange zin")).Status);
        Assert.Equal("Je wachtwoord voor ConnectMe is gewijzigd", (await _company.MailTo(userName))[^1].Subject);
    }

    [Fact]
    public async Task Who_asks_again_and_again_neither_fills_the_mailbox_nor_ends_the_link_in_it()
    {
        await SetMail();
        for (var i = 0; i < 5; i++)
        {
            await Ask("noor", $"198.51.101.{i.ToString(CultureInfo.InvariantCulture)}");
        }

        await _company.Add("laatste", "380");
        await Ask("laatste", "198.51.101.9"); // is answered after them
        await Eventually.Is(async () => (await _company.MailTo("laatste")).Count == 2); // the other is the invitation

        Assert.Single(await _company.MailTo("noor"));
        Assert.Equal(HttpStatusCode.Redirect, (await _company.Choose(await _company.Link("noor"), Garage.Password)).Status);
    }

    [Fact]
    public async Task An_hour_later_the_link_is_dead()
    {
        await SetMail();
        await Ask("bram", "198.51.102.1");
        await Eventually.Is(async () => (await _company.MailTo("bram")).Count == 1);
        var bram = (await _company.User("bram"))!.Id;
        await using var session = _company.Store.LightweightSession();
        var kept = await Marten.QueryableExtensions.SingleAsync(session.Query<PasswordLink>().Where(link => link.UserId == bram), Ct);
        session.Store(kept with { ExpiresAt = kept.SentAt });
        await session.SaveChangesAsync(Ct);

        Assert.Equal(TimeSpan.FromHours(1), kept.ExpiresAt - kept.SentAt);
        Assert.Equal(HttpStatusCode.Gone, (await _company.Choose(await _company.Link("bram"), Garage.Password)).Status);
        Assert.True(await _company.SignsIn("bram", "welkom-bij-connectme"));
    }

    [Theory]
    [InlineData("anna", "198.51.103.1")]
    [InlineData("nobody", "198.51.103.2")]
    public async Task Asking_without_end_is_stopped_with_the_same_words_whether_the_account_exists(string name, string address)
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Ask(name, address)).Status);
        }

        var stopped = await Ask(name, address);

        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.Status);
        Assert.Equal("Te veel pogingen. Probeer het over tien minuten opnieuw.", stopped.Text("[role=alert]"));
        Assert.Equal(HttpStatusCode.OK, (await Ask(name, "198.51.103.3")).Status); // nobody else is hindered
        Assert.True(await _company.SignsIn("anna", "welkom-bij-connectme"));
    }

    [Fact]
    public async Task A_colleague_at_the_same_address_does_not_keep_the_user_from_asking_in_her_own_browser()
    {
        const string office = "198.51.104.1";
        var own = host.NewBrowser();
        await own.SignIn("anna");
        await own.SignOut();
        for (var i = 0; i < 51; i++)
        {
            await Ask($"someone{i.ToString(CultureInfo.InvariantCulture)}", office);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask("anna", office)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Ask("anna", office, own)).Status);
    }

    [Fact]
    [Spec("A2")]
    public async Task Known_and_unknown_people_get_the_same_answer_in_the_same_time()
    {
        await SetMail();
        var (p, difference) = (0.0, double.MaxValue);
        for (var round = 0; round < Rounds && !(p > 0.01 && difference < 2); round++)
        {
            (p, difference) = await Round(round);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"medians differ by {difference:F3} ms, p = {p:F3}"));
        }

        Assert.True(p > 0.01 && difference < 2, string.Create(CultureInfo.InvariantCulture, $"{difference} ms, p = {p}"));
    }

    async Task<(double P, double Milliseconds)> Round(int round)
    {
        var browser = host.NewBrowser();
        var token = (await browser.Open("/forgot-password")).Token;
        var (known, unknown, answers) = (new List<double>(), new List<double>(), new HashSet<string>());
        for (var pair = 0; pair < AskedForEach; pair++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"10.{round}.{pair / 250}.{pair % 250}");

            // Who is first gets what the processor does when it wakes up: each in turn.
            foreach (var isKnown in pair % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var start = Stopwatch.GetTimestamp();
                var answer = await browser.Post(
                    "/forgot-password",
                    Form(isKnown ? "fatima" : "fetime", token),
                    (FromThisMachine.AddressHeader, address)
                );
                (isKnown ? known : unknown).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                answers.Add($"{(int)answer.Status} {string.Join(' ', answer.Headers.Keys.Order(StringComparer.Ordinal))} {Bare(answer)}");
            }
        }

        Assert.Single(answers);
        return (RankSum.Likelihood(known, unknown), Math.Abs(Median(known) - Median(unknown)));
    }

    /// <summary>The page without what is random in each: the antiforgery tokens.</summary>
    static string Bare(Answer answer)
    {
        foreach (var input in answer.Document.QuerySelectorAll("input[name=__RequestVerificationToken]"))
        {
            input.Remove();
        }

        return answer.Document.DocumentElement.OuterHtml;
    }

    static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    async Task<Answer> Ask(string name, string address, Browser? browser = null)
    {
        browser ??= host.NewBrowser();
        var page = await browser.Open("/forgot-password");
        return await browser.Post("/forgot-password", Form(name, page.Token), (FromThisMachine.AddressHeader, address));
    }

    static Dictionary<string, string> Form(string name, string token) => new() { ["Name"] = name, ["__RequestVerificationToken"] = token };

    /// <summary>Nobody listens there: the mail waits, to be read by the test.</summary>
    Task<Answer> SetMail() =>
        _company.Anna.Do(
            "/admin/mail",
            ("Input.Host", "127.0.0.1"),
            ("Input.Port", "9"),
            ("Input.Security", "None"),
            ("Input.Sender", "pbx@garagehofstra.example"),
            ("Input.Language", "nl"),
            ("Input.Site", "https://bel.garagehofstra.example")
        );

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
