using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>The user's own password, and where they are signed in.</summary>
public sealed class SecurityPageTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    const string Old = "welkom-bij-connectme";

    readonly Garage _company = new(host);

    [Fact]
    [Spec("M2-10")]
    public async Task A_changed_password_ends_all_other_sessions_and_is_told_by_mail()
    {
        var (here, elsewhere) = (new Administrator(host, "bram"), new Administrator(host, "bram"));
        await elsewhere.Open("/");

        var answer = await here.Do("/settings/security", ("Current", Old), ("New", Garage.Password));

        Assert.Contains("gewijzigd", answer.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await here.Open("/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Open("/me", ("HX-Request", "true"))).Status);
        Assert.True(await _company.SignsIn("bram"));
        Assert.False(await _company.SignsIn("bram", Old));
        Assert.Equal("Je wachtwoord voor ConnectMe is gewijzigd", Assert.Single(await _company.MailTo("bram")).Subject);
    }

    [Fact]
    public async Task Without_the_current_password_nothing_changes_and_guessing_it_is_stopped()
    {
        var sanne = new Administrator(host, "sanne");
        for (var i = 0; i < 10; i++)
        {
            var wrong = await sanne.Post("/settings/security", ("Current", "fout"), ("New", Garage.Password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
            Assert.Equal("Dit is niet je huidige wachtwoord.", wrong.Text("#Current-e"));
        }

        var stopped = await sanne.Post("/settings/security", ("Current", Old), ("New", Garage.Password));

        Assert.StartsWith("Te veel pogingen", stopped.Text("#Current-e"), StringComparison.Ordinal);
        Assert.True(await _company.SignsIn("sanne", Old)); // elsewhere she is not hindered
        Assert.Empty(await _company.MailTo("sanne"));
    }

    [Theory]
    [InlineData("kort", "minstens 8 tekens")]
    [InlineData("qwertyuiop", "gelekte lijsten")]
    [InlineData("noor van den berg", "je naam of e-mailadres")]
    public async Task A_weak_one_is_refused(string password, string refusal)
    {
        var answer = await new Administrator(host, "noor").Post("/settings/security", ("Current", Old), ("New", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text("#New-e"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_lists_where_the_user_is_signed_in_and_ends_one_or_all_others()
    {
        const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        var joost = new Administrator(host, "joost");
        var others = new List<Browser>();
        for (var i = 0; i < 3; i++)
        {
            others.Add(host.NewBrowser());
            await others[i].SignIn("joost", headers: ("User-Agent", Firefox));
        }

        var page = await joost.Open("/settings/security");

        Assert.Equal(4, page.Document.QuerySelectorAll("#sessions .set").Length);
        Assert.Contains("Deze browser", page.Text("#sessions .set:has(.tag--ok)"), StringComparison.Ordinal);
        var firefox = page
            .Document.QuerySelectorAll("#sessions .set")
            .First(set => set.TextContent.Contains("Firefox op Linux", StringComparison.Ordinal));
        var left = await joost.Do(firefox.QuerySelector("button")!.GetAttribute("hx-post")!);
        Assert.Equal(3, left.Document.QuerySelectorAll(".set").Length);
        Assert.Equal(2, await SignedIn(others));

        await joost.Do("/settings/security/sessions/end");

        Assert.Equal(0, await SignedIn(others));
        Assert.Equal(HttpStatusCode.NoContent, (await joost.Open("/me")).Status);
    }

    [Fact]
    public async Task Sessions_of_others_are_ended_by_administrators_alone()
    {
        var fatima = host.NewBrowser();
        await fatima.SignIn("fatima");
        var id = Administrator.PersonId("205");
        var shown = (await _company.Anna.Open($"/admin/people/{id}")).Document.QuerySelectorAll("#sessions .set button");
        var address = Assert.Single(shown).GetAttribute("hx-post")!;
        var session = address.Split('/')[^2];
        var noor = new Administrator(host, "noor");

        await noor.Do($"/settings/security/sessions/{session}/end"); // not hers: nothing ends
        Assert.Equal(HttpStatusCode.Forbidden, (await noor.Post(address)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await fatima.Open("/me")).Status);

        var answer = await _company.Anna.Do(address);

        Assert.Contains("Nergens aangemeld", answer.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await fatima.Open("/me", ("HX-Request", "true"))).Status);
    }

    static async Task<int> SignedIn(IEnumerable<Browser> browsers)
    {
        var count = 0;
        foreach (var browser in browsers)
        {
            count += (await browser.Open("/me", ("HX-Request", "true"))).Status is HttpStatusCode.NoContent ? 1 : 0;
        }

        return count;
    }
}
