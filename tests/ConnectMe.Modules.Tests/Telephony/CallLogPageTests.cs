using System.Net;
using AngleSharp.Dom;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>The call log's page: its filters, notes, folding and export.</summary>
public sealed class CallLogPageTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>, IAsyncLifetime
{
    static readonly Guid Anna = Guid.Parse(Administrator.PersonId("201"));
    static readonly Guid Bram = Guid.Parse(Administrator.PersonId("202"));
    static readonly Guid Sanne = Guid.Parse(Administrator.PersonId("203"));
    readonly Administrator _anna = new(host);
    readonly Administrator _bram = new(host, "bram");

    public async ValueTask InitializeAsync()
    {
        if ((await Shown("/calls")).Count > 0)
        {
            return;
        }

        var day = PaperCalls.Monday;
        await Call(new CallPlaced(Guid.NewGuid(), day, Anna, "Anna de Vries", "201", "202", Bram, "Bram Hofstra"));
        await Call(
            new CallPlaced(Guid.NewGuid(), day.AddHours(1), Bram, "Bram Hofstra", "202", "201", Anna, "Anna de Vries"),
            CallOutcome.NoAnswer
        );
        await Call(new CallPlaced(Guid.NewGuid(), day.AddHours(2), Anna, "Anna de Vries", "201", "202", Bram, "Bram Hofstra"));
        await Call(
            new CallPlaced(
                Guid.NewGuid(),
                day.AddHours(3),
                null,
                "=cmd|'/C calc'!A0",
                "+31201234567",
                "+31205550101",
                Anna,
                "Anna de Vries"
            )
        );
        await Call(new CallPlaced(Guid.NewGuid(), day.AddDays(-7), Anna, "Anna de Vries", "201", "203", Sanne, "Sanne Bakker"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Spec("M7-05")]
    public async Task A_call_with_a_colleague_shows_what_they_are_doing_and_what_they_say_now()
    {
        await _bram.Do("/note", ("note", "Tot 16:00 in de werkplaats"));

        var page = await _anna.Open("/calls");

        var rows = page.Document.QuerySelectorAll("#calls-listed .cr");
        var brams = rows.Where(row => row.QuerySelector($"[data-line-of='{Bram}']") is not null).ToList();
        Assert.Equal(3, brams.Count);
        Assert.All(brams, row => Assert.Equal("Beschikbaar", row.QuerySelector(".pres")!.GetAttribute("aria-label")));
        Assert.All(brams, row => Assert.Equal("BeschikbaarTot 16:00 in de werkplaats", row.QuerySelector("[data-facts]")!.TextContent));
        var outside = Assert.Single(rows, row => row.QuerySelector(".pres") is null);
        Assert.Null(outside.QuerySelector("[data-facts]"));
    }

    [Fact]
    [Spec("M7-03", "M7-07")]
    public async Task The_log_shows_all_calls_and_those_that_are_chosen()
    {
        Assert.Equal(5, (await Shown("/calls")).Count);
        Assert.Single(await Shown("/calls?missed=true"));
        Assert.Equal(2, (await Shown("/calls?kind=Incoming")).Count);
        Assert.Equal(3, (await Shown("/calls?kind=Outgoing")).Count);
        Assert.Equal(4, (await Shown("/calls?from=2026-11-23&until=2026-11-23")).Count);
        Assert.Single(await Shown("/calls?until=2026-11-22"));
        Assert.Equal(3, (await Shown($"/calls?who={Bram}")).Count);
        Assert.Single(await Shown("/calls?who=%2B31201234567"));
        Assert.Equal(2, (await Shown($"/calls?who={Bram}&kind=Outgoing&from=2026-11-23")).Count);

        var none = await _anna.Open("/calls?from=2030-01-01");
        Assert.Equal("Geen oproepen gevonden", none.Text("#no-calls h2"));
        Assert.Contains(
            "Alleen oproepen met Bram Hofstra",
            (await _anna.Open($"/calls?who={Bram}")).Text("#call-filtered"),
            StringComparison.Ordinal
        );
        Assert.Null((await _anna.Open("/calls")).Document.QuerySelector("#call-filtered"));
    }

    [Theory]
    [InlineData("from=9999-12-31&until=9999-12-31")]
    [InlineData("from=0001-01-01&until=-1")]
    [InlineData("kind=99&missed=maybe")]
    [InlineData("who=%27%3B+drop+table+x&pages=-7")]
    [InlineData("pages=999999999999999999999")]
    public async Task What_cannot_be_chosen_harms_nothing(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await _anna.Open($"/calls?{query}")).Status);

    [Fact]
    public async Task Calls_with_one_person_one_after_another_fold_under_the_newest()
    {
        var page = (await _anna.Open("/calls?from=2026-11-23")).Document;

        var fold = Assert.Single(page.QuerySelectorAll("details.fold"));
        Assert.Equal("Nog 2 eerder op deze dag", fold.QuerySelector("summary")!.TextContent.Trim());
        Assert.Equal(2, fold.QuerySelectorAll(".itw").Length);
        Assert.Equal("Bram Hofstra", fold.PreviousElementSibling!.QuerySelector("b")!.GetAttribute("title"));
        Assert.Equal($"/calls?who={Bram}", fold.QuerySelector("a[id^='with-']")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_note_on_a_call_is_its_owners_alone_and_can_be_taken_away()
    {
        var call = (await Shown($"/calls?who={Bram}"))[0].Id!.Replace("logged-", "", StringComparison.Ordinal);

        var saved = await _anna.Do($"/call-log/{call}/note", ("text", "Belt <b>dinsdag</b> terug"));

        Assert.Equal("Opgeslagen", saved.Text("[role=status]"));
        await Eventually.Is(async () => (await _anna.Open("/calls")).Body.Contains("dinsdag", StringComparison.Ordinal)); // by way of the journal
        var row = (await _anna.Open("/calls")).Document.GetElementById($"logged-{call}")!;
        Assert.Contains("Belt <b>dinsdag</b> terug", row.QuerySelector("summary small")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Belt <b>dinsdag</b> terug", row.QuerySelector("textarea")!.TextContent);
        Assert.DoesNotContain("dinsdag", (await _bram.Open("/calls")).Body, StringComparison.Ordinal);

        var tooLong = await _anna.Post($"/call-log/{call}/note", ("text", new string('x', 1001)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.Status);
        Assert.Contains("hoogstens 1000", tooLong.Text(".err"), StringComparison.Ordinal);
        await new Administrator(host, "sanne").Do($"/call-log/{call}/note", ("text", "niet van mij"));
        await _anna.Do($"/call-log/{call}/note", ("text", ""));
        await Eventually.Is(async () => !(await _anna.Open("/calls")).Body.Contains("dinsdag", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_shown_can_be_kept_as_CSV_and_no_name_in_it_is_a_formula()
    {
        var export = await _anna.Open("/calls/export.csv?from=2026-11-23");

        Assert.Equal("text/csv; charset=utf-8", export.Headers["Content-Type"]);
        Assert.Contains("attachment", export.Headers["Content-Disposition"], StringComparison.Ordinal);
        var lines = export.Body.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Datum en tijd;Richting;Naam;Nummer;Resultaat;Seconden", lines[0]);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("2026-11-23 13:00:00;Inkomend;", lines[1], StringComparison.Ordinal);
        Assert.Contains("'=cmd|", lines[1], StringComparison.Ordinal);
        Assert.Contains("'+31201234567", lines[1], StringComparison.Ordinal);
        Assert.Equal("2026-11-23 10:00:00;Uitgaand;Bram Hofstra;202;Gesproken;55", lines[4]);
        Assert.Equal(
            2,
            (await _anna.Open("/calls/export.csv?missed=true")).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length
        );
    }

    async Task<IReadOnlyList<IElement>> Shown(string url) => [.. (await _anna.Open(url)).Document.QuerySelectorAll("#calls-listed .itw")];

    async Task Call(CallPlaced placed, CallOutcome outcome = CallOutcome.Completed)
    {
        var company = new CompanyId(DemoCompany.Id);
        await using var session = host.Services.GetRequiredService<IDocumentStore>().SessionFor(company);
        List<object> events = [placed];
        if (outcome is CallOutcome.Completed)
        {
            events.Add(placed.Answered(5));
        }

        session.Events.Append(placed.CallId, [.. events, placed.Ended(60, outcome)]);
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
