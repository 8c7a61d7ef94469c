using System.Net;
using System.Text;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Contacts;

/// <summary>Contacts out of a file and into one, as a browser does it.</summary>
public sealed class ImportTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    [Spec("B8")]
    public async Task Nothing_is_added_before_the_preview_is_confirmed_and_all_of_it_can_be_taken_back()
    {
        var anna = new Administrator(host);
        await Send(
            anna,
            "klanten.csv",
            "Voornaam;Achternaam;Organisatie;Mobiel;Klantnummer\r\nEva;Importmulder;De Linde;06 1234 5601;7\r\nWil;Importgroot;;geen nummer;8\r\nHans;Importkuipers;Bakkerij;020 555 0177;9\r\nEva;Importmulder;De Linde;06 1234 5601;10\r\n;;;;\r\n;;;06 12345678;11\r\n"
        );

        var preview = await anna.Open("/contacts/import");
        Assert.Contains("Toe te voegen uit klanten.csv: 2", preview.Text("#import-count"), StringComparison.Ordinal);
        Assert.Contains("omdat je ze al hebt: 1", preview.Text("#import-doubles"), StringComparison.Ordinal);
        Assert.Contains("Klantnummer", preview.Text("#import-unused"), StringComparison.Ordinal);
        Assert.Equal(
            ["Nr. 3 Wil Importgroot · Dit is geen telefoonnummer: geen nummer", "Nr. 7 · Vul een naam of een organisatie in"],
            preview
                .Document.QuerySelectorAll("#import-refused li")
                .Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        );
        Assert.DoesNotContain("Importmulder", (await anna.Open("/contacts")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "klanten.csv",
            (await new Administrator(host, "bram").Open("/contacts/import")).Body,
            StringComparison.Ordinal
        );

        var confirmed = await anna.Do("/contacts/import/confirm");
        var address = confirmed.Headers["HX-Location"].Split('"')[3];
        var contacts = await anna.Open(address);
        Assert.Contains("Toegevoegd: 2", contacts.Text("#imported-note"), StringComparison.Ordinal);
        Assert.Contains("Eva Importmulder", contacts.Body, StringComparison.Ordinal);
        Assert.Contains("Importmulder", (await anna.Open("/search?q=0612345601")).Body, StringComparison.Ordinal); // the number leads to her
        await anna.Do("/contacts/import/confirm"); // twice adds nothing
        Assert.Single((await anna.Open("/contacts?handler=list&q=importmulder")).Document.QuerySelectorAll(".itw"));

        var undo = contacts.Document.QuerySelector("#undo-import")!.GetAttribute("hx-post")!;
        await new Administrator(host, "bram").Do(undo); // not his
        Assert.Contains("Importmulder", (await anna.Open("/contacts")).Body, StringComparison.Ordinal);
        await anna.Do(undo);
        Assert.DoesNotContain("Importmulder", (await anna.Open("/contacts")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Importmulder", (await anna.Open("/search?q=0612345601")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_file_takes_the_place_of_the_one_that_waits_and_one_is_enough_of_each()
    {
        var joost = new Administrator(host, "joost");
        await Send(joost, "een.vcf", "BEGIN:VCARD\r\nFN:Kaart Een\r\nEND:VCARD\r\n");
        await Send(joost, "../../<b>twee.vcf", "BEGIN:VCARD\r\nFN:Kaart Twee\r\nTEL;CELL:0612345602\r\nEND:VCARD\r\n");

        var preview = await joost.Open("/contacts/import");
        Assert.Contains("<b>twee", preview.Text("#import-count"), StringComparison.Ordinal); // as text, and without its folders
        Assert.DoesNotContain("..", preview.Text("#import-count"), StringComparison.Ordinal);
        Assert.Null(preview.Document.QuerySelector("#import-count b b"));
        await joost.Do("/contacts/import/confirm");
        await Send(joost, "weer.vcf", "BEGIN:VCARD\r\nFN:Kaart Twee\r\nTEL;CELL:0612345602\r\nEND:VCARD\r\n");
        preview = await joost.Open("/contacts/import");
        Assert.Null(preview.Document.QuerySelector("#confirm-import")); // there is nothing new in it

        await joost.Do("/contacts/import?handler=discard");
        Assert.NotNull((await joost.Open("/contacts/import")).Document.QuerySelector("input[type=file]"));
        Assert.DoesNotContain("Kaart Een", (await joost.Open("/contacts")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foto.png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "geen CSV of vCard")]
    [InlineData("leeg.csv", "", "Kies een bestand")]
    [InlineData("lijst.csv", "a;b\r\n1;2\r\n", "Geen kolom herkend")]
    public async Task What_cannot_be_read_is_refused_beside_the_field(string name, string content, string refusal)
    {
        var answer = await Sent(new Administrator(host), name, Encoding.Latin1.GetBytes(content));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text("#file-e"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_beside_the_field()
    {
        var answer = await Sent(new Administrator(host), "groot.csv", new byte[6 * 1024 * 1024]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("hoogstens 5 MB", answer.Text("#file-e"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("vcf")]
    public async Task What_is_exported_can_be_imported_and_nothing_in_it_is_a_formula(string kind)
    {
        var fatima = new Administrator(host, "fatima");
        await fatima.Do(
            "/contacts/new",
            ("Input.FirstName", "=HYPERLINK(\"http://x\")"),
            ("Input.LastName", "Zoë; \"Mül\\ler\", jr"),
            ("Input.Company", "@Linde"),
            ("Input.Numbers[0].Type", "Mobile"),
            ("Input.Numbers[0].Number", "06 1234 5603"),
            ("Input.Numbers[1].Type", "Mobile"),
            ("Input.Numbers[1].Number", "06 1234 5604"),
            ("Input.Email", "z@linde.example"),
            ("Input.Address", "Kanaalweg 12, Amsterdam"),
            (
                "Input.Notes",
                "-eerste\r\ntweede, regel die zo lang is dat hij in een vCard over meer dan een regel komt te staan: ëëëëëëëëëëëëëëëë"
            )
        );

        var file = await fatima.Open($"/contacts/export.{kind}");
        Assert.Contains($"contacts.{kind}", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        if (kind is "csv")
        {
            Assert.Contains("\"'=HYPERLINK", file.Body, StringComparison.Ordinal);
            Assert.Contains("'@Linde", file.Body, StringComparison.Ordinal);
            Assert.Contains("'-eerste", file.Body, StringComparison.Ordinal);
        }

        await Send(fatima, $"terug.{kind}", file.Body);
        var preview = await fatima.Open("/contacts/import");
        Assert.Contains(": 0.", preview.Text("#import-count"), StringComparison.Ordinal); // all of it is known
        Assert.Empty(preview.Document.QuerySelectorAll("#import-refused"));
        var bram = new Administrator(host, "bram");
        await Send(bram, $"van-fatima.{kind}", file.Body);
        var confirmed = await bram.Do("/contacts/import/confirm");
        var card = (await bram.Open("/contacts"))
            .Document.QuerySelectorAll(".itw > a")
            .Single(row => row.TextContent.Contains("HYPERLINK", StringComparison.Ordinal));
        var details = await bram.Open(card.GetAttribute("href")!);
        Assert.Equal("=HYPERLINK(\"http://x\") Zoë; \"Mül\\ler\", jr", details.Text(".side h2"));
        Assert.Contains("tweede, regel die zo lang is", details.Text(".dl"), StringComparison.Ordinal);
        Assert.Contains("Kanaalweg 12, Amsterdam", details.Text(".dl"), StringComparison.Ordinal);
        Assert.Contains("+31 6 12345604", details.Text(".side"), StringComparison.Ordinal);
        await bram.Do(
            confirmed.Headers["HX-Location"].Split('"')[3].Replace("/contacts?imported=", "/contacts/imports/", StringComparison.Ordinal)
                + "/undo"
        );
    }

    static async Task Send(Administrator who, string name, string content)
    {
        var answer = await Sent(who, name, Encoding.UTF8.GetBytes(content));
        Assert.True(answer.Status is HttpStatusCode.NoContent, answer.Body);
    }

    static Task<Answer> Sent(Administrator who, string name, byte[] content) => who.Send("/contacts/import", name, content);
}
