using System.Net;
using System.Text;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Contacts;

/// <summary>The company's directory: an administrator's to change, everybody's to read.</summary>
public sealed class CompanyDirectoryTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);
    readonly Administrator _bram = new(host, "bram");

    [Fact]
    [Spec("A11-04", "M10-03")]
    public async Task A_contact_of_the_company_is_everybodys_to_find_and_the_administrators_to_change()
    {
        var id = await Add(
            ("Input.FirstName", "Karel"),
            ("Input.LastName", "Bedrijfspostma"),
            ("Input.Company", "Postma Lakken"),
            ("Input.Numbers[0].Number", "030 123 4501")
        );

        Assert.Contains("Bedrijfspostma", (await _bram.Open("/contacts?source=Company")).Text($"#row-{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bedrijfspostma", (await _bram.Open("/contacts?source=Personal")).Body, StringComparison.Ordinal);
        Assert.Contains("Karel Bedrijfspostma", (await _bram.Open("/search?q=0301234501")).Body, StringComparison.Ordinal);
        Assert.Equal(
            "+31301234501",
            (await _bram.Open("/dial/matches?target=bedrijfsp")).Document.QuerySelector("button")!.GetAttribute("data-dial")
        );

        var card = await _bram.Open($"/contacts/{id}?handler=card");
        Assert.Contains("Bedrijfsadresboek", card.Text(".side .tag"), StringComparison.Ordinal);
        Assert.Null(card.Document.QuerySelector($"[href='/contacts/{id}/change'], #remove-contact, #vip-for-all, #block-for-all"));
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Open($"/contacts/{id}/change")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Post($"/contacts/{id}/change", ("Input.FirstName", "Gekaapt"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Open("/contacts/new?company=true")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Post("/contacts/new?company=true", ("Input.FirstName", "Gekaapt"))).Status);
        await _bram.Do($"/contacts/{id}/remove");

        await _anna.Do($"/contacts/{id}/change", ("Input.FirstName", "Karel"), ("Input.LastName", "Bedrijfspostma-Smit"));
        Assert.Equal("Karel Bedrijfspostma-Smit", (await _bram.Open($"/contacts/{id}")).Text(".side h2"));
        await _anna.Do($"/contacts/{id}/remove");
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Open($"/contacts/{id}")).Status);
        await _bram.Do($"/contacts/{id}/restore");
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Open($"/contacts/{id}")).Status);
        await _anna.Do($"/contacts/{id}/restore");
        Assert.Equal("Karel Bedrijfspostma-Smit", (await _bram.Open($"/contacts/{id}")).Text(".side h2"));
    }

    [Fact]
    [Spec("M10-02")]
    public async Task Marks_of_the_administrator_stand_beside_ones_own_and_say_whose_they_are()
    {
        var id = await Add(("Input.Company", "Merkbakkerij"), ("Input.Numbers[0].Number", "030 123 4502"));
        var joost = Administrator.PersonId("204");

        await _anna.Do($"/contacts/{id}/vip-for-all", ("on", "true"));
        await _anna.Do($"/contacts/{joost}/favourite-for-all", ("on", "true"));
        await _bram.Do($"/contacts/{id}/favourite", ("on", "true")); // his own
        Assert.Equal(HttpStatusCode.Forbidden, (await _bram.Post($"/contacts/{id}/vip-for-all", ("on", "false"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _bram.Post($"/contacts/{id}/block-for-all")).Status);

        var mine = await _bram.Open("/contacts?handler=mine");
        Assert.Contains("door beheerder", mine.Text($"#vips-{id}"), StringComparison.Ordinal);
        Assert.Contains("door beheerder", mine.Text($"#favourites-{joost}"), StringComparison.Ordinal);
        Assert.DoesNotContain("door beheerder", mine.Text($"#favourites-{id}"), StringComparison.Ordinal);
        var card = await _bram.Open($"/contacts/{id}");
        Assert.Contains("VIP voor iedereen, door beheerder", card.Text("#marks-of-all"), StringComparison.Ordinal);
        Assert.Equal("false", card.Document.QuerySelector("#mark-vip")!.GetAttribute("aria-pressed")); // not his mark
        Assert.Equal("true", card.Document.QuerySelector("#mark-favourite")!.GetAttribute("aria-pressed"));
        Assert.Null((await new Administrator(host, "sanne").Open("/contacts?handler=mine")).Document.QuerySelector($"#favourites-{id}"));

        await _anna.Do($"/contacts/{id}/vip-for-all", ("on", "false"));
        await _anna.Do($"/contacts/{joost}/favourite-for-all", ("on", "false"));
        Assert.Null((await _bram.Open("/contacts?handler=mine")).Document.QuerySelector($"#vips-{id}"));
    }

    [Fact]
    [Spec("A11-04", "M10-02")]
    public async Task Who_is_blocked_for_everybody_stands_in_everybodys_list_and_only_the_administrator_takes_it_out()
    {
        var id = await Add(("Input.Company", "Plaagverkoop"), ("Input.Numbers[0].Number", "030 123 4503"));
        await _anna.Do($"/contacts/{id}/block-for-all");
        var wrong = await _anna.Post("/admin/directory?handler=block", ("Number", "geen nummer"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("geen telefoonnummer", wrong.Text("#block-number-e"), StringComparison.Ordinal);

        var row = (await _bram.Open("/contacts?handler=mine"))
            .Document.QuerySelectorAll("[id^='blocked-']")
            .Single(one => one.TextContent.Contains("Plaagverkoop", StringComparison.Ordinal));
        Assert.Contains("door beheerder", row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("button"));
        var unblock = $"/contacts/blocked/{row.Id!["blocked-".Length..]}/remove";
        await _bram.Do(unblock);
        Assert.Contains("Plaagverkoop", (await _anna.Open("/admin/directory")).Text("#directory-blocked"), StringComparison.Ordinal);
        await _anna.Do(unblock);
        Assert.DoesNotContain("Plaagverkoop", (await _bram.Open("/contacts?handler=mine")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A11-04")]
    public async Task Groups_of_contacts_and_colleagues_are_a_filter_for_everybody()
    {
        var id = await Add(("Input.Company", "Groepsleverancier"), ("Input.Numbers[0].Number", "030 123 4504"));
        var noor = Administrator.PersonId("206");
        var listed = await _anna.Do("/admin/directory?handler=group", ("Name", "Inkoopgroep"));
        var address = listed
            .Document.QuerySelectorAll("#directory-groups a")
            .Single(a => a.GetAttribute("aria-label")!.Contains("Inkoopgroep"))
            .GetAttribute("href")!;
        Assert.Contains(
            "al een groep",
            (await _anna.Post("/admin/directory?handler=group", ("Name", "inkoopgroep"))).Text("#group-name-e"),
            StringComparison.Ordinal
        );
        var found = await _anna.Open($"{address}?handler=find&q=groepslev");
        Assert.Contains(
            id.ToString(),
            found.Document.QuerySelector("#found-members button")!.GetAttribute("hx-vals")!,
            StringComparison.Ordinal
        );
        await _anna.Do($"{address}?handler=member", ("member", $"{id}"), ("on", "true"));
        await _anna.Do($"{address}?handler=member", ("member", noor), ("on", "true"));
        Assert.Equal(HttpStatusCode.Forbidden, (await _bram.Post($"{address}?handler=member", ("member", noor), ("on", "false"))).Status);

        var group = (await _bram.Open("/contacts"))
            .Document.QuerySelectorAll("#groups a")
            .Single(a => a.TextContent.Contains("Inkoopgroep", StringComparison.Ordinal));
        var page = await _bram.Open(group.GetAttribute("href")!);
        Assert.Equal("Inkoopgroep", page.Text("h1"));
        Assert.Equal(
            ["Noor van den Berg", "Groepsleverancier"],
            page.Document.QuerySelectorAll("#contacts-listed .itw b").Select(b => b.TextContent)
        );
        Assert.Contains("Inkoopgroep", (await _bram.Open($"/contacts/{id}")).Text(".dl"), StringComparison.Ordinal);

        await _anna.Do($"{address}?handler=member", ("member", noor), ("on", "false"));
        Assert.Single((await _bram.Open(group.GetAttribute("href")!)).Document.QuerySelectorAll("#contacts-listed .itw"));
        await _anna.Do($"{address}?handler=remove");
        Assert.DoesNotContain("Inkoopgroep", (await _bram.Open("/contacts")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _bram.Open($"/contacts/{id}")).Status);
    }

    [Theory]
    [InlineData("bedrijf.csv", "Naam;Organisatie;Telefoon\r\nWillem Csvschouten;Polder;030 123 4505\r\nFout;;abc\r\n", "Csvschouten")]
    [InlineData(
        "bedrijf.vcf",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Vcfschouten;Willem;;;\r\nTEL;TYPE=WORK:030 123 4506\r\nEND:VCARD\r\n",
        "Vcfschouten"
    )]
    [Spec("A11-04")]
    public async Task An_administrator_imports_for_everybody_and_can_take_it_back(string name, string content, string who)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Send(_bram, name, content)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Send(_anna, name, content)).Status);
        var preview = await _anna.Open("/contacts/import");
        Assert.Contains("Voor iedereen", preview.Text("#import-count"), StringComparison.Ordinal);
        Assert.DoesNotContain(who, (await _bram.Open("/contacts")).Body, StringComparison.Ordinal);

        var confirmed = await _anna.Do("/contacts/import/confirm");
        Assert.Contains(who, (await _bram.Open("/contacts?source=Company")).Body, StringComparison.Ordinal);
        var undo =
            confirmed.Headers["HX-Location"].Split('"')[3].Replace("/contacts?imported=", "/contacts/imports/", StringComparison.Ordinal)
            + "/undo";
        await _bram.Do(undo);
        Assert.Contains(who, (await _bram.Open("/contacts?source=Company")).Body, StringComparison.Ordinal);
        await _anna.Do(undo);
        Assert.DoesNotContain(who, (await _bram.Open("/contacts?source=Company")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/directory")]
    [InlineData("/admin/directory/groups/6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8b01")]
    public async Task Its_settings_are_for_administrators(string address) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _bram.Open(address)).Status);

    [Fact]
    [Spec("M7.1-03", "M10.1-03")]
    public async Task What_is_added_in_one_session_is_there_in_the_same_persons_other_session()
    {
        var browser = new Administrator(host, "sanne");
        var phone = new Administrator(host, "sanne"); // the installed app signs in of its own
        Assert.DoesNotContain("Toestelmaaike", (await phone.Open("/contacts")).Body, StringComparison.Ordinal);

        await browser.Do("/contacts/new", ("Input.FirstName", "Toestelmaaike"), ("Input.Numbers[0].Number", "030 123 4507"));

        Assert.Contains("Toestelmaaike", (await phone.Open("/contacts")).Body, StringComparison.Ordinal);
        Assert.Contains("Toestelmaaike", (await phone.Open("/search?q=0301234507")).Body, StringComparison.Ordinal);
    }

    async Task<Guid> Add(params (string, string)[] fields)
    {
        var added = await _anna.Do("/contacts/new?company=true", fields);
        return Guid.Parse(added.Headers["HX-Location"].Split('"')[3]["/contacts/".Length..]);
    }

    static Task<Answer> Send(Administrator who, string name, string content) =>
        who.Send("/contacts/import?company=true", name, Encoding.UTF8.GetBytes(content));
}
