using System.Net;
using AngleSharp.Dom;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Contacts;

/// <summary>The contacts page, as a browser uses it.</summary>
public sealed class ContactsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);
    readonly Administrator _bram = new(host, "bram");

    [Fact]
    [Spec("M1.1-18", "M7.1-02", "M10-01", "M10-04", "M10-06", "M10.1-01", "M10.1-02")]
    public async Task A_contact_is_added_with_all_that_is_known_and_stands_among_the_colleagues()
    {
        Assert.Equal("/contacts/new", (await _anna.Open("/contacts")).Document.QuerySelector("#add-contact")!.GetAttribute("href"));
        var id = await Add(
            _anna,
            ("Input.FirstName", "Karin"),
            ("Input.LastName", "van de Postma"),
            ("Input.Company", "Autobedrijf Postma"),
            ("Input.Department", "Inkoop"),
            ("Input.Numbers[0].Type", "Mobile"),
            ("Input.Numbers[0].Number", "06 1234 5671"),
            ("Input.Numbers[1].Type", "Work"),
            ("Input.Numbers[1].Number", "(030) 123-4567"),
            ("Input.Email", "karin@postma.example"),
            ("Input.Address", "Kanaalweg 12, Amsterdam"),
            ("Input.Notes", "Belt altijd\nop maandag")
        );

        var list = await _anna.Open("/contacts");
        var row = list.Document.QuerySelector($"#row-{id}")!;
        Assert.Contains("Karin van de Postma", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Autobedrijf Postma · Inkoop", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("+31612345671", row.GetAttribute("data-transfer-to"));
        Assert.Contains("Fatima El Amrani", list.Body, StringComparison.Ordinal);
        Assert.Equal("P", HeadingBefore(row));

        var card = await _anna.Open($"/contacts/{id}?handler=card");
        Assert.Contains("+31 30 123 4567", card.Text(".side"), StringComparison.Ordinal);
        Assert.Equal("mailto:karin@postma.example", card.Document.QuerySelector("a.lnk")!.GetAttribute("href"));
        Assert.Contains("Kanaalweg 12, Amsterdam", card.Text(".dl"), StringComparison.Ordinal);
        Assert.Equal(3, card.Document.QuerySelectorAll("[hx-post='/calls/dial']").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Open($"/contacts/{id}")).Status);
        Assert.DoesNotContain("Postma", (await _bram.Open("/contacts")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M10-08", "M10-10")]
    public async Task Groups_and_rooms_of_the_company_stand_in_the_list_have_a_card_and_are_called_but_not_marked()
    {
        var row = (await _anna.Open("/contacts"))
            .Document.QuerySelectorAll("[id^=row-]")
            .Single(row => row.QuerySelector("b")!.TextContent == "Receptie");
        Assert.Equal("250", row.GetAttribute("data-transfer-to"));
        Assert.NotNull(row.QuerySelector("[data-action=dial]"));
        var id = row.Id!["row-".Length..];

        var card = await _anna.Open($"/contacts/{id}");
        Assert.Contains("+31 20 555 0100", card.Text(".side"), StringComparison.Ordinal);
        Assert.NotNull(card.Document.QuerySelector(".side [hx-post='/calls/dial']"));
        Assert.Null(card.Document.QuerySelector("#mark-vip, #mark-favourite"));
        await _anna.Post($"/contacts/{id}/vip", ("on", "true"));
        await _anna.Post($"/contacts/{id}/favourite", ("on", "true"));
        Assert.DoesNotContain("Receptie", (await _anna.Open("/contacts?handler=mine")).Body, StringComparison.Ordinal);

        Assert.Contains("Werkoverleg", (await _anna.Open("/contacts?handler=list&q=240")).Body, StringComparison.Ordinal);
        Assert.Contains($"found-{id}", (await _anna.Open("/search?q=recep")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.FirstName", "", "#Input_LastName-e", "Vul een naam")]
    [InlineData("Input.Numbers[0].Number", "020 555 01", "#number-0-e", "geen telefoonnummer")]
    [InlineData("Input.Numbers[0].Number", "<script>", "#number-0-e", "geen telefoonnummer")]
    [InlineData("Input.Email", "a@b.nl?bcc=x@y.nl", "#Input_Email-e", "geen e-mailadres")]
    [InlineData("Input.Email", "x@y.nl,z@y.nl", "#Input_Email-e", "geen e-mailadres")]
    public async Task What_cannot_be_is_refused_beside_its_field(string field, string value, string at, string refusal)
    {
        var answer = await _anna.Post(
            "/contacts/new",
            [.. new[] { ("Input.FirstName", "Piet") }.Where(f => f.Item1 != field), (field, value)]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text(at), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_number_gets_a_line_and_nothing_that_was_typed_is_lost()
    {
        var form = await _anna.Post("/contacts/new?handler=row", ("Input.FirstName", "Piet"), ("Input.Numbers[0].Number", "06"));

        Assert.Equal("Piet", form.Document.QuerySelector("#Input_FirstName")!.GetAttribute("value"));
        Assert.Equal("06", form.Document.QuerySelector("#number-0")!.GetAttribute("value"));
        Assert.NotNull(form.Document.QuerySelector("#number-1"));
    }

    [Fact]
    public async Task A_contact_is_changed_removed_and_put_back()
    {
        var id = await Add(_anna, ("Input.FirstName", "Wil"), ("Input.LastName", "de Groot"), ("Input.Numbers[0].Number", "0612345672"));

        await _anna.Do($"/contacts/{id}/change", ("Input.FirstName", "Willemijn"), ("Input.LastName", "de Groot"));
        Assert.Equal("Willemijn de Groot", (await _anna.Open($"/contacts/{id}")).Text(".side h2"));

        await _bram.Do($"/contacts/{id}/remove");
        Assert.NotNull((await _anna.Open("/contacts")).Document.QuerySelector($"#row-{id}"));

        var removed = await _anna.Do($"/contacts/{id}/remove");
        Assert.Contains($"/contacts?removed={id}", removed.Headers["HX-Location"], StringComparison.Ordinal);
        var page = await _anna.Open($"/contacts?removed={id}");
        Assert.Null(page.Document.QuerySelector($"#row-{id}"));
        Assert.Equal($"/contacts/{id}/restore", page.Document.QuerySelector("#restore")!.GetAttribute("hx-post"));
        Assert.Null((await _bram.Open($"/contacts?removed={id}")).Document.QuerySelector("#restore"));

        await _bram.Do($"/contacts/{id}/restore");
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/contacts/{id}")).Status);
        await _anna.Do($"/contacts/{id}/restore");
        Assert.Equal("Willemijn de Groot", (await _anna.Open($"/contacts/{id}")).Text(".side h2"));
    }

    [Fact]
    [Spec("M1.1-17", "M10-07", "M10-09")]
    public async Task Contacts_and_colleagues_are_marked_and_numbers_blocked_on_the_left()
    {
        var id = await Add(_anna, ("Input.Company", "Bakkerij Kuipers"), ("Input.Numbers[0].Number", "020 123 4573"));
        var bram = Administrator.PersonId("202");

        await _anna.Do($"/contacts/{id}/vip", ("on", "true"));
        await _anna.Do($"/contacts/{bram}/favourite", ("on", "true"));
        await _anna.Do($"/contacts/{id}/block");
        await _anna.Do($"/contacts/{id}/block");

        var mine = await _anna.Open("/contacts?handler=mine");
        Assert.Contains("Bakkerij Kuipers", mine.Text($"#vips-{id}"), StringComparison.Ordinal);
        Assert.Contains("Bram Hofstra", mine.Text($"#favourites-{bram}"), StringComparison.Ordinal);
        var blocked = Assert.Single(mine.Document.QuerySelectorAll("[id^='blocked-']"), row => row.TextContent.Contains("Kuipers"));
        Assert.Contains("020 123 4573", blocked.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", (await _anna.Open($"/contacts/{id}")).Document.QuerySelector("#mark-vip")!.GetAttribute("aria-pressed"));
        Assert.DoesNotContain("Kuipers", (await _bram.Open("/contacts?handler=mine")).Body, StringComparison.Ordinal);

        var unblock = blocked.QuerySelector("button")!.GetAttribute("hx-post")!;
        await _bram.Do(unblock);
        Assert.Contains("020 123 4573", (await _anna.Open("/contacts?handler=mine")).Body, StringComparison.Ordinal);
        await _anna.Do(unblock);
        await _anna.Do($"/contacts/{id}/vip", ("on", "false"));
        await _anna.Do($"/contacts/{bram}/favourite", ("on", "false"));
        mine = await _anna.Open("/contacts?handler=mine");
        Assert.DoesNotContain("Kuipers", mine.Body, StringComparison.Ordinal);
        Assert.Null(mine.Document.QuerySelector($"#favourites-{bram}"));
    }

    [Theory]
    [InlineData("miranda", "Miranda Čapková")]
    [InlineData("capk mir", "Miranda Čapková")]
    [InlineData("tsjechi", "Miranda Čapková")]
    [InlineData("capkowa", "Miranda Čapková")] // not spelt so
    [InlineData("030 765", "Miranda Čapková")]
    [InlineData("+31 30 7654", "Miranda Čapková")]
    [InlineData("fatima", "Fatima El Amrani")]
    [InlineData("administr", "Fatima El Amrani")]
    [InlineData("205", "Fatima El Amrani")]
    [Spec("M1.1-16")]
    public async Task Somebody_is_found_by_any_part_of_what_is_known(string typed, string name)
    {
        await Add(
            _anna,
            ("Input.FirstName", "Miranda"),
            ("Input.LastName", "Čapková"),
            ("Input.Company", "Tsjechische Auto's"),
            ("Input.Numbers[0].Number", "030 765 4321")
        );

        var found = await _anna.Open($"/contacts?handler=list&q={Uri.EscapeDataString(typed)}");

        Assert.Equal(name, found.Text(".lst .itw b"));
        Assert.Equal("Niets gevonden", (await _anna.Open("/contacts?handler=list&q=qqqqqq")).Text("#no-contacts h2"));
    }

    [Fact]
    [Spec("M6.1-02")]
    public async Task The_dial_pad_and_the_picker_find_contacts_too()
    {
        await Add(_anna, ("Input.FirstName", "Xaviera"), ("Input.Numbers[0].Number", "0612345679"));

        var match = (await _anna.Open("/dial/matches?target=xavi")).Document.QuerySelector("button")!;
        Assert.Equal("+31612345679", match.GetAttribute("data-dial"));
        var target = (await _anna.Open($"/transfer/targets?call={Guid.NewGuid()}&target=xavi")).Document.QuerySelector("li")!;
        Assert.Equal("+31612345679", target.GetAttribute("data-transfer-to"));
        Assert.Null((await _bram.Open("/dial/matches?target=xavi")).Document.QuerySelector("button"));
    }

    static async Task<Guid> Add(Administrator who, params (string Name, string Value)[] fields)
    {
        var added = await who.Do("/contacts/new", fields);
        return Guid.Parse(added.Headers["HX-Location"].Split("/contacts/")[1][..36]);
    }

    static string HeadingBefore(IElement row)
    {
        var before = row.PreviousElementSibling!;
        while (before.LocalName != "h2")
        {
            before = before.PreviousElementSibling!;
        }

        return before.TextContent;
    }
}
