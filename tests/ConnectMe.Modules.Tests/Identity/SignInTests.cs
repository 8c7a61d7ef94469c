using System.Net;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class SignInTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Theory]
    [InlineData("anna")]
    [InlineData("anna@garagehofstra.example")]
    [InlineData("  ANNA ")]
    [InlineData("Anna@GarageHofstra.example")]
    [Spec("M2-02")]
    public async Task The_user_name_or_the_e_mail_address_signs_in(string name)
    {
        var browser = host.NewBrowser();

        var answer = await browser.SignIn(name);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("/", answer.Location);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Open("/me")).Status);
    }

    [Fact]
    [Spec("M2-07")]
    public async Task The_page_is_Dutch_and_its_selector_changes_the_language()
    {
        var browser = host.NewBrowser();
        var dutch = await browser.Open("/sign-in", ("Accept-Language", "en-GB,en")); // the browser's languages do not count

        var chosen = await browser.Post(
            "/language",
            new Dictionary<string, string>
            {
                ["culture"] = "en",
                ["returnUrl"] = "/sign-in",
                ["__RequestVerificationToken"] = dutch.Token,
            }
        );
        var english = await browser.Open(chosen.Location!);

        Assert.Equal("nl", dutch.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Inloggen", dutch.Text("h1"));
        Assert.Equal("Nederlands", dutch.Text("select[name=culture] option[selected]"));
        Assert.Equal(["Nederlands", "English"], dutch.Document.QuerySelectorAll("select[name=culture] option").Select(o => o.TextContent));
        Assert.Equal("/sign-in", chosen.Location);
        Assert.Equal("en", english.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Log in", english.Text("h1"));
        Assert.Equal("English", english.Text("select[name=culture] option[selected]"));
    }

    [Fact]
    public async Task A_language_that_we_do_not_speak_is_refused()
    {
        var browser = host.NewBrowser();
        var page = await browser.Open("/sign-in");

        var answer = await browser.Post(
            "/language",
            new Dictionary<string, string> { ["culture"] = "xx-<script>", ["__RequestVerificationToken"] = page.Token }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
    }

    [Fact]
    [Spec("A1-02")]
    public async Task The_page_of_a_demo_tells_its_accounts()
    {
        var page = await host.NewBrowser().Open("/sign-in");

        Assert.Equal(
            ["anna", "bram", "sanne", "joost", "fatima", "noor"],
            page.Document.QuerySelectorAll("#demo-accounts li b").Select(b => b.TextContent)
        );
        Assert.Contains("welkom-bij-connectme", page.Text("#demo-accounts"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anna", "not her password")]
    [InlineData("nobody", "welkom-bij-connectme")]
    [InlineData("anna", "")]
    [InlineData("", "")]
    [InlineData("\ud800", "\ud800")]
    [InlineData("' or 1=1 --", "x")]
    public async Task A_wrong_combination_is_refused_in_one_sentence(string name, string password)
    {
        var browser = host.NewBrowser();

        var answer = await browser.SignIn(name, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("Deze combinatie klopt niet.", answer.Text("[role=alert]"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Open("/me", ("HX-Request", "true"))).Status);
    }

    [Fact]
    public async Task A_name_or_password_of_any_length_is_refused_like_any_other()
    {
        var answer = await host.NewBrowser().SignIn(new string('a', 20_000), new string('b', 20_000));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
    }

    [Fact]
    public async Task The_answer_is_the_same_whether_the_account_exists()
    {
        var known = await host.NewBrowser().SignIn("bram", "wrong");
        var unknown = await host.NewBrowser().SignIn("brum", "wrong");

        Assert.Equal(known.Status, unknown.Status);
        Assert.Equal(known.Headers.Keys.Order(), unknown.Headers.Keys.Order());
        Assert.Equal(WithoutTokens(known), WithoutTokens(unknown).Replace("brum", "bram", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/calls?page=2", "/calls?page=2")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("", "/")]
    public async Task After_sign_in_the_browser_stays_with_us(string asked, string expected)
    {
        var answer = await host.NewBrowser().SignIn("sanne", returnUrl: asked);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(expected, answer.Location);
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_alone_and_never_for_scripts()
    {
        var answer = await host.NewBrowser().SignIn("joost");

        var cookie = Cookie(answer, "__Host-connectme=");
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; max-age=2592000", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_stay_signed_in_the_cookie_goes_with_the_browser()
    {
        var answer = await host.NewBrowser().SignIn("joost", remember: false);

        Assert.DoesNotContain("max-age", Cookie(answer, "__Host-connectme="), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_new_sign_in_has_a_new_token_and_ends_the_one_before()
    {
        var browser = host.NewBrowser();
        var first = Cookie(await browser.SignIn("noor"), "__Host-connectme=").Split(';')[0];

        var again = await browser.Post(
            "/sign-in",
            new Dictionary<string, string>
            {
                ["Name"] = "noor",
                ["password"] = "welkom-bij-connectme",
                ["__RequestVerificationToken"] = await browser.FreshToken(),
            }
        );
        var old = await host.NewBrowser().Open("/me", ("HX-Request", "true"), ("Cookie", first));

        Assert.NotEqual(first, Cookie(again, "__Host-connectme=").Split(';')[0]);
        Assert.Equal(HttpStatusCode.Unauthorized, old.Status);
    }

    static string Cookie(Answer answer, string start) =>
        answer.Headers["Set-Cookie"].Split('\n').Single(c => c.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The page without what is random in each: the antiforgery tokens.</summary>
    static string WithoutTokens(Answer answer)
    {
        foreach (var input in answer.Document.QuerySelectorAll("input[name=__RequestVerificationToken]"))
        {
            input.Remove();
        }

        return answer.Document.DocumentElement.OuterHtml;
    }
}
