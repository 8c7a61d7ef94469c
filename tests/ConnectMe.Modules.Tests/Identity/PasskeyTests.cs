using System.Net;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class PasskeyTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    [Spec("A10-01")]
    public async Task A_passkey_is_added_and_signs_in_after_the_password()
    {
        var vera = await Newcomer.Join(host, "vera", "841");
        using var key = new Authenticator();
        await Add(vera, key);
        Assert.Equal(10, vera.RecoveryCodes.Count);

        var browser = await vera.Begin();
        var page = await browser.Open("/sign-in/code");
        Assert.Equal("Bevestig dat jij het bent", page.Text("h1"));
        var answer = key.Get(Options(page));
        Assert.Equal("/", (await Use(browser, answer)).Location);
        Assert.True(await Newcomer.IsIn(browser));
        Assert.NotNull(Assert.Single((await vera.Kept()).Passkeys).LastUsedAt);

        // What was signed for one sign-in is nothing in another.
        var other = await vera.Begin();
        await other.Open("/sign-in/code");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Use(other, answer)).Status);
    }

    [Fact]
    public async Task Another_key_another_site_and_nonsense_are_refused_and_five_times_end_the_sign_in()
    {
        var vito = await Newcomer.Join(host, "vito", "842");
        using var key = new Authenticator();
        using var stranger = new Authenticator();
        await Add(vito, key);
        var browser = await vito.Begin();
        var options = Options(await browser.Open("/sign-in/code"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Use(browser, stranger.Get(options))).Status);
        key.Origin = "https://localhost.evil.example";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Use(browser, key.Get(options))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Use(browser, "{\"id\":1}")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Use(browser, "")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await Use(browser, new string('[', 5000))).Status);
        key.Origin = "https://localhost";
        Assert.Equal(HttpStatusCode.Gone, (await Use(browser, key.Get(options))).Status);
    }

    [Fact]
    public async Task What_does_not_answer_the_question_is_not_added()
    {
        var vik = await Newcomer.Join(host, "vik", "843");
        using var key = new Authenticator();
        key.Origin = "https://evil.example";
        var page = await vik.Start("Passkey");

        var refused = await vik.SendCredential("/second-factor?handler=confirm", key.Create(Options(page)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("niet herkend", refused.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("/", (await host.NewBrowser().SignIn("vik", Garage.Password)).Location); // nothing was added
    }

    static async Task Add(Newcomer person, Authenticator key)
    {
        var page = await person.Start("Passkey");
        await person.SendCredential("/second-factor?handler=confirm", key.Create(Options(page)));
    }

    static Task<Answer> Use(Browser browser, string credential) =>
        Newcomer.Send(browser, "/sign-in/code", [("Method", "Passkey"), ("credential", credential)]);

    static string Options(Answer page) => page.Document.QuerySelector("[data-passkey]")!.GetAttribute("data-options")!;
}
