using System.Net;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>The step after the password. Each test has people of its own.</summary>
public sealed class SecondFactorTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Garage _company = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("M2-08", "M2-09")]
    public async Task After_the_password_the_code_of_the_app_is_asked_and_nothing_opens_before()
    {
        var tess = await Newcomer.Join(host, "tess", "801");
        await tess.AddApp();
        var browser = host.NewBrowser();

        var password = await browser.SignIn("tess", Garage.Password, returnUrl: "/calls?page=2");

        Assert.Equal("/sign-in/code", password.Location);
        Assert.False(await Newcomer.IsIn(browser));
        var page = await browser.Open("/sign-in/code");
        Assert.Equal("Vul je code in", page.Text("h1"));
        Assert.Equal(6, page.Document.QuerySelectorAll(".otp input").Length);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Newcomer.Prove(browser, "App", Wrong(tess))).Status);
        Assert.False(await Newcomer.IsIn(browser));
        Assert.Equal("/calls?page=2", (await Newcomer.Prove(browser, "App", tess.Code(later: 1))).Location);
        Assert.True(await Newcomer.IsIn(browser));
        Assert.Equal(HttpStatusCode.Gone, (await host.NewBrowser().Open("/sign-in/code")).Status);
    }

    [Fact]
    public async Task A_code_of_the_app_is_used_once_also_when_it_is_typed_four_times_at_once()
    {
        var ties = await Newcomer.Join(host, "ties", "802");
        await ties.AddApp();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ties.SignIn("App", ties.LastCode)).Status); // it added the app
        var browsers = new List<Browser>();
        for (var i = 0; i < 4; i++)
        {
            browsers.Add(await ties.Begin());
        }

        var code = ties.Code(later: 1);
        var answers = await Task.WhenAll(browsers.Select(browser => Newcomer.Prove(browser, "App", code)));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(answer => answer.Status is HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once_for_what_is_lost()
    {
        var toon = await Newcomer.Join(host, "toon", "803");
        await toon.AddApp();
        var code = toon.RecoveryCodes[3];

        Assert.Equal(10, toon.RecoveryCodes.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("/", (await toon.SignIn("Recovery", code.ToLowerInvariant().Replace('-', ' '))).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await toon.SignIn("Recovery", code)).Status);
        Assert.Contains("Nog 9 van 10", (await toon.Browser.Open("/settings/security")).Text("#recovery"), StringComparison.Ordinal);
        Assert.DoesNotContain((await toon.Kept()).Recovery, kept => toon.RecoveryCodes.Contains(kept.Hash));

        var old = toon.RecoveryCodes[5];
        var renewed = await toon.Start("Recovery");
        Assert.Equal(10, renewed.Document.QuerySelectorAll("#recovery-codes li").Length);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await toon.SignIn("Recovery", old)).Status);
    }

    [Fact]
    [Spec("A10-01")]
    public async Task Five_wrong_codes_end_a_sign_in_and_who_guesses_from_everywhere_is_stopped_but_not_the_owner()
    {
        var thea = await Newcomer.Join(host, "thea", "804");
        await thea.AddApp();
        var answers = new List<HttpStatusCode>();
        for (var address = 0; address < 7; address++)
        {
            var from = $"198.51.103.{address}";
            var guesser = await thea.Begin(from: from);
            for (var i = 0; i < 5; i++)
            {
                answers.Add((await Newcomer.Prove(guesser, "App", Wrong(thea), from)).Status);
            }
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.UnprocessableEntity, 4), HttpStatusCode.Gone], answers[..5]);
        Assert.Equal(Enumerable.Repeat(HttpStatusCode.TooManyRequests, 5), answers[30..]); // 30 in an hour, from wherever
        await thea.Browser.SignOut();
        await thea.Begin(thea.Browser); // which knows her
        Assert.Equal("/", (await Newcomer.Prove(thea.Browser, "App", thea.Code(later: 1))).Location);
    }

    [Fact]
    public async Task A_factor_is_added_and_removed_with_the_password_and_that_ends_all_other_sessions()
    {
        var teun = await Newcomer.Join(host, "teun", "805");
        var elsewhere = host.NewBrowser();
        await elsewhere.SignIn("teun", Garage.Password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await teun.Start("App", "fout")).Status);
        Assert.True(await Newcomer.IsIn(elsewhere));
        await teun.AddApp();
        Assert.False(await Newcomer.IsIn(elsewhere));
        Assert.True(await Newcomer.IsIn(teun.Browser));
        Assert.Contains("Authenticator-app", (await _company.MailTo("teun"))[^1].Text, StringComparison.Ordinal);

        await teun.Begin(elsewhere);
        await Newcomer.Prove(elsewhere, "App", teun.Code(later: 1));
        Assert.Contains("laatst gebruikt", (await teun.Browser.Open("/settings/security")).Text("#factor-App-"), StringComparison.Ordinal);
        var refused = await teun.Remove("App", "fout");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Dit is niet je huidige wachtwoord.", refused.Text("#remove-App--e"));
        Assert.True(await Newcomer.IsIn(elsewhere));

        var removed = await teun.Remove("App", Garage.Password);

        Assert.Null(removed.Document.QuerySelector("#factor-App-"));
        Assert.False(await Newcomer.IsIn(elsewhere));
        Assert.Equal("/", (await host.NewBrowser().SignIn("teun", Garage.Password)).Location); // the password alone again
        Assert.Contains("weggehaald", (await _company.MailTo("teun"))[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_is_shown_as_a_picture_and_as_text_and_kept_encrypted()
    {
        var tara = await Newcomer.Join(host, "tara", "806");

        var page = await tara.Start("App");

        Assert.NotNull(page.Document.QuerySelector("svg.qr path"));
        Assert.Null(page.Document.QuerySelector("svg.qr [style], svg.qr image"));
        await tara.Confirm(page, () => tara.Code());
        Assert.Equal(32, tara.Secret.Length);
        Assert.DoesNotContain(tara.Secret, (await tara.Kept()).App!.ProtectedSecret, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M2-08")]
    public async Task A_code_by_mail_works_once_in_the_sign_in_it_was_sent_for_and_for_ten_minutes()
    {
        await SetMail();
        var timo = await Newcomer.Join(host, "timo", "807");
        await timo.AddEmail();
        var first = await timo.Begin();
        var code = await timo.MailedCode();
        var second = await timo.Begin();

        var page = await first.Open("/sign-in/code");
        Assert.Contains("t•••@garagehofstra.example", page.Text("b.n"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Newcomer.Prove(second, "Email", code)).Status);
        Assert.Equal("/", (await Newcomer.Prove(first, "Email", code)).Location);
        Assert.Equal(HttpStatusCode.Gone, (await Newcomer.Prove(first, "Email", code)).Status);

        var late = await timo.MailedCode();
        await timo.Earlier(SentCode.Lasts);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Newcomer.Prove(second, "Email", late)).Status);
        var mail = (await _company.MailTo("timo")).Last(one => one.Text.Contains(late, StringComparison.Ordinal));
        Assert.InRange((mail.GoodUntil! - mail.QueuedAt).Value.TotalMinutes, 9.9, 10.1);
        Assert.DoesNotContain(late, mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_code_is_sent_after_a_pause_and_ends_the_one_before()
    {
        await SetMail();
        var tije = await Newcomer.Join(host, "tije", "808");
        await tije.AddEmail();
        var browser = await tije.Begin();
        var first = await tije.MailedCode();

        Assert.Contains("net een code verstuurd", (await Newcomer.Again(browser, "Email")).Text("[role=alert]"), StringComparison.Ordinal);
        await tije.Earlier(SentCode.Pause);
        Assert.Equal("/sign-in/code?method=Email", (await Newcomer.Again(browser, "Email")).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Newcomer.Prove(browser, "Email", first)).Status);
        for (var i = 0; i < 3; i++)
        {
            await tije.Earlier(SentCode.Pause);
            Assert.Equal(HttpStatusCode.Redirect, (await Newcomer.Again(browser, "Email")).Status);
        }

        await tije.Earlier(SentCode.Pause);
        Assert.Contains("te veel codes", (await Newcomer.Again(browser, "Email")).Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("/", (await Newcomer.Prove(browser, "Email", await tije.MailedCode())).Location);
    }

    [Fact]
    public async Task Who_has_several_chooses_and_what_they_have_not_is_not_offered()
    {
        await SetMail();
        var tycho = await Newcomer.Join(host, "tycho", "811");
        await tycho.AddApp();
        await tycho.AddEmail();
        var browser = await tycho.Begin();
        var mailed = (await _company.MailTo("tycho")).Count;

        var page = await browser.Open("/sign-in/code");

        Assert.Equal(
            ["/sign-in/code?method=Email", "/sign-in/code?method=Recovery"],
            page.Document.QuerySelectorAll(".others a").Select(link => link.GetAttribute("href"))
        );
        Assert.Contains("authenticator-app", (await browser.Open("/sign-in/code?method=Sms")).Text(".mute"), StringComparison.Ordinal);
        Assert.Equal("Stuur een code per mail", (await browser.Open("/sign-in/code?method=Email")).Text("button"));
        Assert.Equal(mailed, (await _company.MailTo("tycho")).Count); // to look sends nothing
        await Newcomer.Again(browser, "Email");
        Assert.Equal("/", (await Newcomer.Prove(browser, "Email", await tycho.MailedCode())).Location);
    }

    [Fact]
    public async Task A_new_password_by_a_mailed_link_does_not_skip_it()
    {
        var tom = await Newcomer.Join(host, "tom", "809");
        await tom.AddApp();
        await SetMail();
        await Newcomer.Again(host.NewBrowser(), "App"); // of nobody: nothing
        var visitor = host.NewBrowser();
        var page = await visitor.Open("/forgot-password");
        await visitor.Post("/forgot-password", [new("Name", "tom"), new("__RequestVerificationToken", page.Token)]);
        await Eventually.Is(async () => (await _company.MailTo("tom")).Any(mail => mail.Subject == "Een nieuw wachtwoord voor ConnectMe"));

        await _company.Choose(await _company.Link("tom"), "nog een lange zin met treinen");

        Assert.Equal("/sign-in/code", (await host.NewBrowser().SignIn("tom", "nog een lange zin met treinen")).Location);
    }

    [Fact]
    public async Task A_password_that_is_changed_meanwhile_ends_the_sign_in()
    {
        var tobi = await Newcomer.Join(host, "tobi", "810");
        await tobi.AddApp();
        var browser = await tobi.Begin();
        var fields = new Dictionary<string, string>
        {
            ["Current"] = Garage.Password,
            ["New"] = "nog een lange zin met treinen",
            ["__RequestVerificationToken"] = await tobi.Browser.FreshToken(),
        };
        await tobi.Browser.Post("/settings/security", fields, ("HX-Request", "true"), ("HX-Request-Type", "partial"));

        Assert.Equal(HttpStatusCode.Gone, (await Newcomer.Prove(browser, "App", tobi.Code(later: 1))).Status);
        Assert.False(await Newcomer.IsIn(browser));
    }

    /// <summary>A code that is not one of those which fit now.</summary>
    static string Wrong(Newcomer person) =>
        Enumerable.Range(0, 10).Select(i => $"00000{i}").First(code => Enumerable.Range(-2, 5).All(later => person.Code(later) != code));

    /// <summary>A mail server is set; nobody takes the mail, and it lies in the outbox.</summary>
    async Task SetMail()
    {
        await using var session = _company.Store.SessionFor(Garage.Id);
        session.Store(
            new MailSettings(Garage.Id.Value, "127.0.0.1", 9, MailSecurity.None, null, null, "pbx@garagehofstra.example", "nl")
            {
                Site = "https://bel.garagehofstra.example",
            }
        );
        await session.SaveChangesAsync(Ct);
    }
}
