using System.Net;
using ConnectMe.Identity.Contracts;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Templates of rights, and what is different for one person. Each test brings back what it changed: the others stand on it.</summary>
public sealed class RightsPagesTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Garage _company = new(host);

    Administrator Anna => _company.Anna;

    [Fact]
    [Spec("A2-03", "W3")]
    public async Task A_template_holds_for_who_has_it_from_the_next_click_and_what_is_their_own_stays()
    {
        var (sanne, joost) = (Administrator.PersonId("203"), Administrator.PersonId("204"));
        await Anna.Do("/admin/rights/template", Templates.Fields("Werkplaats", ("Input.Parking", "false"), ("Input.Recording", "None")));
        var template = await TemplateCalled("Werkplaats");
        await Anna.Do($"/admin/people/{sanne}/rights", ("Input.Template", template));
        await Anna.Do(
            $"/admin/people/{joost}/rights",
            ("Input.Template", template),
            ("Input.Parking", "true"),
            ("Input.CallerIds", "Chosen"),
            ("Input.Shown", "Own")
        );

        Assert.True(await RightsOf(sanne) is { Parking: false, Recording: RecordingRight.None, CallerIds: CallerIdKinds.All });
        Assert.True(await RightsOf(joost) is { Parking: true, Recording: RecordingRight.None, CallerIds: CallerIdKinds.Own });
        Assert.False((await Anna.Configuration()).RightsOf(Guid.Parse(sanne)).Parking); // what calls go by
        Assert.Null((await new Administrator(host, "joost").Open("/calls")).Document.QuerySelector("#cid-anonymous"));
        var tile = (await Anna.Open("/admin/rights")).Text($"#template-{template}");
        Assert.Contains("1 met iets anders", tile, StringComparison.Ordinal);

        await Anna.Do(
            $"/admin/rights/template/{template}",
            Templates.Fields("Werkplaats", ("Input.Parking", "false"), ("Input.Outside", "None"))
        );
        Assert.True(await RightsOf(sanne) is { Recording: RecordingRight.Personal, Outside: OutsideCalls.None });
        Assert.True(await RightsOf(joost) is { Parking: true, Outside: OutsideCalls.None, CallerIds: CallerIdKinds.Own });

        await Anna.Do($"/admin/rights/{template}/remove");
        Assert.Equal(PersonRights.Standard, await RightsOf(sanne));
        Assert.True(await RightsOf(joost) is { Outside: OutsideCalls.AsCompany, CallerIds: CallerIdKinds.Own });
        await Templates.Give(Anna, joost);
        Assert.Equal(PersonRights.Standard, await RightsOf(joost));
    }

    [Fact]
    [Spec("A2-03")]
    public async Task Who_is_new_gets_the_template_for_new_people_and_who_was_there_keeps_theirs()
    {
        await Anna.Do(
            "/admin/rights/template",
            Templates.Fields("Stagiair", ("Input.Outside", "OwnCountry"), ("Input.Voicemail", "false"))
        );
        var template = await TemplateCalled("Stagiair");
        await Anna.Do($"/admin/rights/{template}/new-people");
        var id = await _company.Add("stagiair", "370");

        Assert.True(await RightsOf($"{id}") is { Outside: OutsideCalls.OwnCountry, Voicemail: false });
        Assert.Equal(PersonRights.Standard, await RightsOf(Administrator.PersonId("206")));
        Assert.Contains(
            "Voor nieuwe gebruikers",
            (await Anna.Open("/admin/rights")).Text($"#template-{template}"),
            StringComparison.Ordinal
        );
        Assert.Contains("Stagiair", (await Anna.Open("/admin/people")).Text($"#person-{id}"), StringComparison.Ordinal);

        await Anna.Do($"/admin/rights/{template}/remove"); // the standard one is for new people again
        Assert.Equal(PersonRights.Standard, await RightsOf($"{id}"));
        Assert.Equal(PersonRights.Standard, await RightsOf($"{await _company.Add("volgende", "371")}"));
    }

    [Fact]
    [Spec("A2-03")]
    public async Task Each_right_of_the_list_is_on_the_pages_and_what_is_for_later_says_so()
    {
        var template = (await Anna.Open($"/admin/rights/template/{await Templates.Standard(Anna)}")).Document;
        var person = (await Anna.Open($"/admin/people/{Administrator.PersonId("206")}/rights")).Document;
        string[] rights = ["Outside", "PickUp", "Recording", "Parking", "UnifiedCommunications", "Voicemail", "VisualVoicemail"];

        foreach (var page in new[] { template, person })
        {
            Assert.All(rights, right => Assert.NotNull(page.QuerySelector($"#Input_{right}")));
            Assert.Equal(5, page.QuerySelectorAll("input[name='Input.Shown']").Length);
            Assert.Contains("en chat met hen", page.QuerySelector("#Input_UnifiedCommunications-h")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Contains("Zoals het sjabloon (Van iedereen)", person.QuerySelector("#Input_PickUp")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Name", " ", "Input_Name")]
    [InlineData("Input.Name", "STANDAARD", "Input_Name")]
    [InlineData("Input.Outside", "7", "Input_Outside")]
    [InlineData("Input.PickUp", "Iemand", "Input_PickUp")]
    [InlineData("Input.Recording", "-1", "Input_Recording")]
    public async Task What_cannot_be_is_refused_beside_its_field(string field, string value, string id)
    {
        var answer = await Anna.Post("/admin/rights/template", Templates.Fields("Geweigerd", (field, value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Text($"#{id}-e"));
        Assert.DoesNotContain("Geweigerd", (await Anna.Open("/admin/rights")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_standard_template_stays_and_a_template_that_is_not_there_is_nobodys()
    {
        var (standard, noor) = (await Templates.Standard(Anna), Administrator.PersonId("206"));

        await Anna.Do($"/admin/rights/{standard}/remove");
        Assert.Equal(standard, await Templates.Standard(Anna));
        var answer = await Anna.Post($"/admin/people/{noor}/rights", ("Input.Template", $"{Guid.NewGuid()}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Text("#Input_Template-e"));
    }

    [Fact]
    [Spec("W2")]
    public async Task Rights_are_for_administrators_of_their_company()
    {
        var (bram, foreign) = (new Administrator(host, "bram"), Guid.NewGuid());
        foreach (var page in new[] { "/admin/rights", "/admin/rights/template", $"/admin/people/{Administrator.PersonId("203")}/rights" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open(page)).Status);
        }

        foreach (var page in new[] { $"/admin/rights/template/{foreign}", $"/admin/people/{foreign}/rights" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Anna.Open(page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Anna.Post(page, Templates.Fields("Vreemd"))).Status);
        }

        foreach (var action in new[] { "remove", "new-people" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post($"/admin/rights/{foreign}/{action}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Anna.Post($"/admin/rights/{foreign}/{action}")).Status);
        }
    }

    async Task<PersonRights> RightsOf(string person) => (await _company.People()).Single(one => one.Id.Value == Guid.Parse(person)).Rights;

    async Task<string> TemplateCalled(string name) =>
        (await Anna.Open("/admin/rights"))
            .Document.QuerySelectorAll("article[id^='template-']")
            .Single(tile => tile.QuerySelector("b")!.TextContent == name)
            .Id!["template-".Length..];
}
