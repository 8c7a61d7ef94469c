using System.Net;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Who did what: what is kept of it, who reads it, and that nobody rewrites it unseen.</summary>
public sealed class AuditLogTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    readonly Garage _company = new(host);

    Administrator Anna => _company.Anna;

    [Fact]
    [Spec("A10-03", "G2")]
    public async Task It_says_in_words_who_did_what_to_whom_and_from_where()
    {
        var id = await _company.Add("kees", "341");
        await Anna.Do($"/admin/people/{id}", Garage.Fields("kees", "341", ("Input.IsAdministrator", "true")));
        await Anna.Do($"/admin/people/{id}/deactivate");

        var rows = Rows(await Anna.Open($"/admin/audit?person={id}"));
        Assert.Equal(
            ["Medewerker gedeactiveerd: Nieuwe kees", "Gewijzigd en beheerder gemaakt: Nieuwe kees"],
            rows.Select(row => row.What)
        );
        Assert.All(rows, row => Assert.Equal(("Anna de Vries", "127.0.0.1"), (row.Who, row.From)));
        Assert.Contains(Rows(await Anna.Open("/admin/audit?q=NIEUWE+kees")), row => row.What == "Medewerker toegevoegd: Nieuwe kees");
        var entry = (await Entries(e => e.AboutId == id))[0];
        Assert.Equal(TimeSpan.Zero, entry.At.Offset);
        Assert.InRange(TimeProvider.System.GetUtcNow() - entry.At, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    [Spec("A10-03")]
    public async Task It_is_searched_by_word_kind_and_day_in_the_readers_language()
    {
        await Anna.Do("/admin/company/days", ("Date", "2027-04-27"), ("Name", "Feest"));

        Assert.Contains(Rows(await Anna.Open("/admin/audit?q=bijzondere")), row => row.What == "Bijzondere dag toegevoegd");
        Assert.All(Rows(await Anna.Open("/admin/audit?kind=SignIn")), row => Assert.Contains("meld", row.What, StringComparison.Ordinal));
        Assert.NotEmpty(Rows(await Anna.Open("/admin/audit?kind=SignIn")));
        Assert.Empty(Rows(await Anna.Open("/admin/audit?until=2020-01-01")));
        Assert.Empty(Rows(await Anna.Open("/admin/audit?q=" + Uri.EscapeDataString("100%_'"))));
        Assert.NotEmpty(Rows(await Anna.Open("/admin/audit?from=nonsense&kind=9&before=-1")));
        var english = await Anna.Open("/admin/audit?q=special", ("Cookie", "__Host-connectme-language=c%3Den%7Cuic%3Den"));
        Assert.Contains(Rows(english), row => row.What == "Special day added");
    }

    [Fact]
    [Spec("A10-03")]
    public async Task Only_administrators_read_it_or_take_it_away()
    {
        var bram = new Administrator(host, "bram");

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/audit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/audit/export.csv")).Status);
        Assert.DoesNotContain("/admin/audit", (await bram.Open("/settings/security")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A10-03", "G2")]
    public async Task It_is_taken_away_as_a_table_in_which_nothing_is_a_formula_and_that_is_an_entry_too()
    {
        await Anna.Do("/admin/people/new", Garage.Fields("formule", "342", ("Input.Name", "=1+1")));

        var file = await Anna.Open("/admin/audit/export.csv?kind=Administration");

        Assert.Contains("attachment", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("'=1+1", file.Body, StringComparison.Ordinal);
        Assert.Contains("Medewerker toegevoegd", file.Body, StringComparison.Ordinal);
        await Eventually.Is(async () => (await Entries(entry => entry.Act == "GET /admin/audit/export.csv")).Count > 0);
    }

    [Fact]
    [Spec("G2")]
    public async Task No_secret_and_no_typed_password_is_in_it()
    {
        const string canary = "Kanarie-7f3a91";
        await Anna.Post(
            "/admin/mail",
            ("Input.Host", "mail.example"),
            ("Input.Port", "587"),
            ("Input.Security", "None"),
            ("Input.Sender", "pbx@garagehofstra.example"),
            ("Input.UserName", "pbx"),
            ("Input.Password", canary),
            ("Input.Language", "nl")
        );
        await Anna.Post("/settings/security", ("Current", canary), ("New", canary + canary));
        await host.NewBrowser().SignIn("sanne", canary);
        await Eventually.Is(async () => (await Refused("sanne")).Count > 0);

        await using var command = Source.CreateCommand("select count(*) from connectme.mt_doc_auditentry where data::text ilike $1");
        command.Parameters.Add(new NpgsqlParameter { Value = $"%{canary}%" });
        Assert.Equal(0L, await command.ExecuteScalarAsync(Ct));
    }

    [Fact]
    [Spec("G2")]
    public async Task An_act_that_is_not_saved_is_not_said_to_be_done()
    {
        var refused = await Anna.Post("/admin/people/new", Garage.Fields("dubbel", "201"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);

        await Eventually.Is(async () =>
            (await Entries(entry => entry.Act == "/admin/people/new" && entry.Result == AuditResult.Refused)).Count > 0
        );
        Assert.DoesNotContain(
            await Entries(entry => entry.Act == "/admin/people/new"),
            entry => entry.About == "Nieuwe dubbel" && entry.Result is AuditResult.Done
        );
    }

    [Fact]
    [Spec("A9-02", "G2")]
    public async Task Who_plays_downloads_or_deletes_a_recording_is_in_it()
    {
        var recording = await new Recorder(host).Record("202");
        var bram = new Administrator(host, "bram");
        await bram.Open($"/recordings/{recording.Id}/sound");
        await bram.Open($"/recordings/{recording.Id}/download");
        await bram.Do($"/recordings/{recording.Id}/delete");
        await bram.Open($"/recordings/{Guid.NewGuid()}/sound");

        var kept = await Entries(entry => entry.Kind == AuditKind.Recordings);

        Assert.Equal(
            ["/recordings/{id:guid}/sound", "/recordings/{id:guid}/download", "/recordings/{id:guid}/delete"],
            kept.Select(entry => entry.Act)
        );
        Assert.All(kept, entry => Assert.Equal("Bram Hofstra", entry.ByName));
    }

    [Fact]
    [Spec("A10-03")]
    public async Task People_and_administrators_see_when_somebody_signed_in_or_could_not()
    {
        var noor = host.NewBrowser();
        await noor.SignIn("noor", "fout", headers: [("User-Agent", Firefox), (FromThisMachine.AddressHeader, "198.51.100.77")]);
        await Eventually.Is(async () => (await Refused("noor")).Count > 0);
        await noor.SignIn("noor", headers: ("User-Agent", Firefox));

        foreach (
            var page in new[] { await noor.Open("/settings/security"), await Anna.Open($"/admin/people/{Administrator.PersonId("206")}") }
        )
        {
            Assert.Equal(
                ["Done", "Denied"],
                page.Document.QuerySelectorAll("[data-sign-in]").Take(2).Select(row => row.GetAttribute("data-sign-in"))
            );
            var shown = page.Text("#sign-ins");
            Assert.Contains("198.51.100.77", shown, StringComparison.Ordinal);
            Assert.Contains("Firefox op Linux", shown, StringComparison.Ordinal);
            Assert.Contains("Met wachtwoord", shown, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(
            "198.51.100.77",
            (await new Administrator(host, "bram").Open("/settings/security")).Body,
            StringComparison.Ordinal
        );
        Assert.Empty(await Entries(entry => entry.Words.Contains("198.51.100.78")));
    }

    [Fact]
    [Spec("A10-03")]
    public async Task A_persons_phones_are_on_their_page_and_are_signed_out_there()
    {
        await Anna.Do("/admin/devices/new", ("Input.Name", "Balie"), ("Input.Owner", Administrator.PersonId("203")));
        var device = (await Anna.Configuration()).Devices.Single(one => one.Name == "Balie").Id;
        var page = await Anna.Open($"/admin/people/{Administrator.PersonId("203")}");
        Assert.Contains("Balie", page.Text($"#device-{device}"), StringComparison.Ordinal);

        // Not by the page of somebody else.
        await Anna.Do($"/admin/people/{Administrator.PersonId("202")}/devices/{device}/revoke");
        Assert.Contains((await Anna.Configuration()).Devices, one => one.Id == device);

        var answer = await Anna.Do($"/admin/people/{Administrator.PersonId("203")}/devices/{device}/revoke");

        Assert.DoesNotContain("Balie", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain((await Anna.Configuration()).Devices, one => one.Id == device);
    }

    [Fact]
    [Spec("A10-03")]
    public async Task A_corrected_address_is_told_to_the_one_before()
    {
        var id = await _company.AddWithPassword("lotte", "343");

        await Anna.Do($"/admin/people/{id}", Garage.Fields("lotte", "343", ("Input.Email", "lotte@elders.example")));

        var mail = (await _company.MailTo("lotte"))[^1];
        Assert.Equal("Je mailadres bij ConnectMe is gewijzigd", mail.Subject);
        Assert.Contains("l…@elders.example", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("lotte@elders.example", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("W3")]
    public async Task Who_is_no_administrator_any_more_is_none_at_their_next_click()
    {
        var id = await _company.AddWithPassword("mila", "344", ("Input.IsAdministrator", "true"));
        var mila = new Administrator(host, "mila", Garage.Password);
        Assert.Equal(HttpStatusCode.OK, (await mila.Open("/admin/people")).Status);

        await Anna.Do($"/admin/people/{id}", Garage.Fields("mila", "344", ("Input.IsAdministrator", "false")));

        Assert.Equal(HttpStatusCode.Forbidden, (await mila.Open("/admin/people")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await mila.Post("/admin/dialling/stop")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await mila.Post("/supervision", ("target", "201"), ("mode", "Listen"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await mila.Open("/contacts")).Status);
    }

    [Fact]
    [Spec("W3")]
    public async Task A_session_that_an_administrator_ends_closes_its_stream_within_five_seconds()
    {
        var browser = host.NewBrowser();
        await browser.SignIn("fatima");
        using var stream = await browser.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));
        await lines.ReadLineAsync(Ct);

        await Anna.Do($"/admin/people/{Administrator.PersonId("205")}/sessions/end");

        using var promised = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        promised.CancelAfter(TimeSpan.FromSeconds(5));
        while (await lines.ReadLineAsync(promised.Token) is not null) { }

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Open("/me", ("HX-Request", "true"))).Status);
    }

    async Task<IReadOnlyList<AuditEntry>> Refused(string userName)
    {
        var id = (await _company.User(userName))!.Id;
        return await Entries(entry => entry.AboutId == id && entry.Act == AuditEntry.SignInRefused);
    }

    async Task<IReadOnlyList<AuditEntry>> Entries(System.Linq.Expressions.Expression<Func<AuditEntry, bool>> which)
    {
        await using var query = _company.Store.QueryFor(Garage.Id);
        return await query.Query<AuditEntry>().Where(which).OrderBy(entry => entry.Number).ToListAsync(Ct);
    }

    static List<(string Who, string What, string From)> Rows(Answer page) =>
        [
            .. page
                .Document.QuerySelectorAll("#audit tbody tr")
                .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList())
                .Select(cells => (cells[1], cells[2], cells[3])),
        ];

    NpgsqlDataSource Source => host.Services.GetRequiredService<NpgsqlDataSource>();

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
