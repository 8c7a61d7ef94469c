using System.Net;
using System.Text.RegularExpressions;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Identity.Profiles;

/// <summary>Language, time zone and notation: for all browsers of a user, or for one. Each test is about another person.</summary>
public sealed partial class LanguageAndTimeTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    [Spec("M14.4-01", "B21")]
    public async Task What_is_chosen_follows_the_user_to_every_browser()
    {
        var (here, there) = (new Administrator(host, "bram"), new Administrator(host, "bram"));
        Assert.Equal("nl", Language(await there.Open("/settings/language")));

        var saved = await here.Do("/settings/language", Choice("en", "Pacific/Auckland", twelveHours: true));

        Assert.Equal("true", saved.Headers["HX-Refresh"]); // all that the page says is said anew
        var page = await there.Open("/settings/language");
        Assert.Equal("en", Language(page));
        Assert.Equal("Language and time zone", page.Text("h1"));
        Assert.Equal("Pacific/Auckland", page.Document.QuerySelector("#time-zone")!.GetAttribute("value"));
        Assert.NotNull(page.Document.QuerySelector("#clock-12[checked]"));
        Assert.Null(page.Document.QuerySelector("#Input_OnlyHere[checked]"));
        Assert.Matches(TwelveHours(), (await there.Open("/settings/security")).Text("#sessions"));
        Assert.Equal("nl", Language(await new Administrator(host, "joost").Open("/calls"))); // nobody else's
    }

    [Fact]
    [Spec("M14.4-01", "M14.4-02", "B21")]
    public async Task A_browser_may_have_choices_of_its_own_and_give_them_up()
    {
        var (here, there) = (new Administrator(host, "sanne"), new Administrator(host, "sanne"));
        await here.Do("/settings/language", Choice("nl", "Europe/Lisbon", twelveHours: false));

        await here.Do("/settings/language", [.. Choice("en", "Asia/Tokyo", twelveHours: true), ("Input.OnlyHere", "true")]);

        var own = await here.Open("/settings/language");
        Assert.Equal("en", Language(own));
        Assert.NotNull(own.Document.QuerySelector("#Input_OnlyHere[checked]"));
        Assert.Contains("Everywhere else: Nederlands, Europe/Lisbon", own.Text("#where-it-holds"), StringComparison.Ordinal);
        Assert.Equal("Asia/Tokyo", own.Document.QuerySelector("#time-zone")!.GetAttribute("value"));
        Assert.Matches(TwelveHours(), (await here.Open("/settings/security")).Text("#sessions"));
        var other = await there.Open("/settings/language");
        Assert.Equal("nl", Language(other));
        Assert.Equal("Europe/Lisbon", other.Document.QuerySelector("#time-zone")!.GetAttribute("value"));
        Assert.Contains("elke browser", other.Text("#where-it-holds"), StringComparison.Ordinal);

        await here.Do("/settings/language", Choice("en", "Asia/Tokyo", twelveHours: true)); // the switch is off: back to what holds everywhere

        var back = await here.Open("/settings/language");
        Assert.Equal("nl", Language(back));
        Assert.Equal("Europe/Lisbon", back.Document.QuerySelector("#time-zone")!.GetAttribute("value"));
        Assert.DoesNotMatch(TwelveHours(), (await here.Open("/settings/security")).Text("#sessions"));
    }

    [Fact]
    public async Task The_language_of_the_sign_in_page_is_this_browsers_own()
    {
        var browser = host.NewBrowser();
        var page = await browser.Open("/sign-in");
        await browser.Post("/language", new Dictionary<string, string> { ["culture"] = "en", ["__RequestVerificationToken"] = page.Token });
        await browser.SignIn("joost");

        var settings = await browser.Open("/settings/language");

        Assert.Equal("en", Language(settings));
        Assert.NotNull(settings.Document.QuerySelector("#Input_OnlyHere[checked]"));
    }

    [Theory]
    [InlineData("nl", "Europe/Amsterdan", "tijdzone kennen wij niet")]
    [InlineData("nl", "../../etc/passwd", "tijdzone kennen wij niet")]
    [InlineData("nl", "", "tijdzone kennen wij niet")]
    [InlineData("xx", "Europe/Amsterdam", "Kies een taal")]
    public async Task What_is_none_is_refused(string language, string zone, string words)
    {
        var fatima = new Administrator(host, "fatima");

        var refused = await fatima.Post("/settings/language", Choice(language, zone, twelveHours: false));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.Text("#language-e"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd|12")]
    [InlineData("Asia/Tokyo|25")]
    [InlineData("|||")]
    public async Task A_cookie_that_somebody_wrote_counts_only_when_it_can_be(string cookie)
    {
        var page = await new Administrator(host, "noor").Open("/settings/language", ("Cookie", $"__Host-connectme-time={cookie}"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Europe/Amsterdam", page.Document.QuerySelector("#time-zone")!.GetAttribute("value"));
    }

    static (string, string)[] Choice(string language, string zone, bool twelveHours) =>
        [("Input.Language", language), ("Input.TimeZone", zone), ("Input.TwelveHours", twelveHours ? "true" : "false")];

    static string? Language(Answer page) => page.Document.DocumentElement.GetAttribute("lang");

    [GeneratedRegex(@"\d{1,2}:\d{2} (AM|PM)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TwelveHours();
}
