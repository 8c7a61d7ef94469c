using System.Net;
using System.Text;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>People out of a file and into one, as an administrator's browser does it.</summary>
public sealed class PeopleImportTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    const string Headings = "Naam;Gebruikersnaam;E-mailadres;Toestelnummer;Mobiel;Afdeling;Functie;Rollen;Taal;Rechten;Kamer\r\n";

    readonly Garage _company = new(host);

    Administrator Anna => _company.Anna;

    [Fact]
    [Spec("A2-04")]
    public async Task Nothing_changes_before_the_preview_is_confirmed_and_all_of_it_can_be_taken_back()
    {
        var known = await _company.Add("bekend", "380", ("Input.Department", "Balie"));
        await Send(
            Headings
                + "Eva Nieuw;eva.nieuw;eva.nieuw@garagehofstra.example;381;06 1234 5801;Werkplaats;Monteur;gebruiker, agent;en;;12\r\n"
                + "Bekend Anders;BEKEND;bekend@garagehofstra.example;382;;Magazijn;;;;Standaard;\r\n"
                + "Fout Een;fout.een;geen adres;383;;;;;;;\r\n"
                + "Fout Twee;fout.twee;fout.twee@garagehofstra.example;201;;;;;;;\r\n"
                + "Fout Drie;fout.drie;fout.drie@garagehofstra.example;384;;;;baas;;;\r\n"
                + "Fout Vier;fout.vier;fout.vier@garagehofstra.example;385;;;;;;Onbekend;\r\n"
                + "Eva Weer;eva.weer;EVA.NIEUW@garagehofstra.example;386;;;;;;;\r\n"
                + ";;;;;;;;;;\r\n"
        );

        var preview = await Anna.Open("/admin/people/import");
        Assert.StartsWith("1 nieuw, 1 gewijzigd, uit mensen.csv.", preview.Text("#import-count"), StringComparison.Ordinal);
        Assert.Contains("Kamer", preview.Text("#import-unused"), StringComparison.Ordinal);
        var refused = preview
            .Document.QuerySelectorAll("#import-refused li")
            .Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        Assert.Equal("Regel 4 Fout Een · Dit is geen e-mailadres. (geen adres)", refused[0]);
        Assert.Contains("van Anna de Vries", refused[1], StringComparison.Ordinal);
        Assert.Contains("Een rol is", refused[2], StringComparison.Ordinal);
        Assert.Contains("Onbekend heten", refused[3], StringComparison.Ordinal);
        Assert.Contains("staat ook in regel 2", refused[4], StringComparison.Ordinal);
        Assert.Equal(5, refused.Count);
        Assert.Null(await _company.User("eva.nieuw"));
        Assert.Equal("Balie", (await _company.User("bekend"))!.Department);

        var confirmed = await Anna.Do("/admin/people/import/confirm", ("invite", "true"));
        var list = await Anna.Open(confirmed.Headers["HX-Location"].Split('"')[3]);
        Assert.Contains("1 gebruikers toegevoegd, 1 gewijzigd", list.Text("#imported"), StringComparison.Ordinal);
        var eva = (await _company.User("eva.nieuw"))!;
        Assert.True(eva is { Extension: "381", Mobile: "+31612345801", Department: "Werkplaats", IsAgent: true, Language: "en" });
        Assert.Single(await _company.MailTo("eva.nieuw")); // the invitation
        Assert.True(
            await _company.User("BEKEND") is { Name: "Bekend Anders", Extension: "382", Department: "Magazijn" } now && now.Id == known
        );
        Assert.Null(await _company.User("fout.een"));
        await Anna.Do("/admin/people/import/confirm"); // twice is once

        var undo = list.Document.QuerySelector("#undo-import")!.GetAttribute("hx-post")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await new Administrator(host, "bram").Post(undo)).Status);
        var link = await _company.Link("eva.nieuw");
        await Anna.Do(undo);
        Assert.NotNull((await _company.User("eva.nieuw"))!.DeactivatedAt);
        Assert.DoesNotContain(await _company.People(), person => person.Extension == "381");
        Assert.NotEqual(HttpStatusCode.Redirect, (await _company.Choose(link, Garage.Password)).Status); // her invitation works no more
        Assert.True(await _company.User("bekend") is { Name: "Nieuwe bekend", Extension: "380", Department: "Balie" });
        Assert.Equal(HttpStatusCode.NotFound, (await Anna.Post(undo)).Status);
    }

    [Fact]
    [Spec("A2-04")]
    public async Task Who_was_changed_again_since_is_left_alone_by_the_undo_and_without_a_tick_nobody_is_mailed()
    {
        await _company.Add("tussen", "390");
        await Send("gebruikersnaam;naam;e-mail;toestel;afdeling\r\ntussen;Tussen;;;Nieuw\r\nstil;Stil;stil@garagehofstra.example;391;\r\n");
        var confirmed = await Anna.Do("/admin/people/import/confirm");
        Assert.Equal("Nieuw", (await _company.User("tussen"))!.Department);
        Assert.Equal("tussen@garagehofstra.example", (await _company.User("tussen"))!.Email); // an empty cell takes nothing that everybody must have
        Assert.Empty(await _company.MailTo("stil"));
        var id = (await _company.User("tussen"))!.Id;
        await Anna.Do($"/admin/people/{id}", Garage.Fields("tussen", "392", ("Input.Name", "Later"), ("Input.Department", "Later")));

        await Anna.Do($"/admin/people/import/{confirmed.Headers["HX-Location"].Split("imported=")[1].Split('"')[0]}/undo");

        Assert.True(await _company.User("tussen") is { Name: "Later", Extension: "392", Department: "Later" });
        Assert.NotNull((await _company.User("stil"))!.DeactivatedAt);
    }

    [Fact]
    [Spec("A2-04")]
    public async Task What_is_exported_says_nothing_new_and_nothing_in_it_is_a_formula()
    {
        await _company.Add(
            "formule",
            "395",
            ("Input.Name", "=HYPERLINK(\"http://x\")"),
            ("Input.Mobile", "0612345802"),
            ("Input.IsSupervisor", "true")
        );

        var file = await Anna.Open("/admin/people/export.csv");
        Assert.Contains("people.csv", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", file.Body, StringComparison.Ordinal);
        Assert.Contains("'+31612345802", file.Body, StringComparison.Ordinal);
        Assert.Contains("supervisor", file.Body, StringComparison.Ordinal);

        await Send(file.Body);
        var preview = await Anna.Open("/admin/people/import");
        Assert.StartsWith("0 nieuw, 0 gewijzigd", preview.Text("#import-count"), StringComparison.Ordinal);
        Assert.Empty(preview.Document.QuerySelectorAll("#import-refused li"));
        Assert.Null(preview.Document.QuerySelector("#confirm-import"));
        await Anna.Do("/admin/people/import?handler=discard");
        Assert.NotNull((await Anna.Open("/admin/people/import")).Document.QuerySelector("input[type=file]"));
    }

    [Fact]
    [Spec("A2-04")]
    public async Task Nobody_loses_their_own_right_or_comes_back_by_a_file()
    {
        var left = await _company.Add("vertrokken", "396");
        await Anna.Do($"/admin/people/{left}/deactivate");

        await Send("gebruikersnaam;rollen\r\nanna;gebruiker\r\nvertrokken;agent\r\n");

        var refused = (await Anna.Open("/admin/people/import")).Text("#import-refused");
        Assert.Contains("Je eigen recht", refused, StringComparison.Ordinal);
        Assert.Contains("gedeactiveerd", refused, StringComparison.Ordinal);
        await Anna.Do("/admin/people/import?handler=discard");
    }

    [Theory]
    [InlineData("", "Er staat niets")]
    [InlineData("a;b\r\n1;2\r\n", "geen kolom Gebruikersnaam")]
    [InlineData("gebruikersnaam\r\n", "Er staat niets")]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "geen CSV")]
    [InlineData("gebruikersnaam;naam\r\n\"zonder;einde", "")]
    public async Task What_cannot_be_read_is_refused_beside_the_field(string content, string refusal)
    {
        var answer = await Anna.Send("/admin/people/import", "lijst.csv", Encoding.Latin1.GetBytes(content));

        if (refusal.Length > 0)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains(refusal, answer.Text("#file-e"), StringComparison.Ordinal);
        }
        else
        {
            Assert.Empty((await Anna.Open("/admin/people/import")).Document.QuerySelectorAll("#confirm-import"));
        }
    }

    [Fact]
    public async Task More_than_can_be_looked_at_is_refused_and_it_is_for_administrators()
    {
        var many = new StringBuilder("gebruikersnaam\r\n").Insert(0, "").AppendJoin("\r\n", Enumerable.Range(0, 1001).Select(n => $"u{n}"));
        var answer = await Anna.Send("/admin/people/import", "veel.csv", Encoding.UTF8.GetBytes(many.ToString()));
        Assert.Contains("hoogstens 1000", answer.Text("#file-e"), StringComparison.Ordinal);
        answer = await Anna.Send("/admin/people/import", "groot.csv", new byte[(1024 * 1024) + 1]);
        Assert.Contains("hoogstens 1 MB", answer.Text("#file-e"), StringComparison.Ordinal);

        var bram = new Administrator(host, "bram");
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/people/import")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/people/export.csv")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/people/import/confirm")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Anna.Post($"/admin/people/import/{Guid.NewGuid()}/undo")).Status);
    }

    async Task Send(string content)
    {
        var answer = await Anna.Send("/admin/people/import", "mensen.csv", Encoding.UTF8.GetBytes(content));
        Assert.True(answer.Status is HttpStatusCode.NoContent, answer.Body);
    }
}
