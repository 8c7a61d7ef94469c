using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Calendar;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Modules.Tests.Dashboards;

/// <summary>Contacts on a dashboard.</summary>
public sealed class ContactsWidgetTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Garage _company = new(host);
    readonly Administrator _sanne = new(host, "sanne");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("M5-10", "M5-11", "M5-12", "M5-13")]
    public async Task It_shows_favourites_VIPs_or_all_and_whoever_is_typed()
    {
        var bram = Administrator.PersonId("202");
        await _sanne.Do($"/contacts/{bram}/favourite", ("on", "true"));
        await _sanne.Do(
            "/contacts/new",
            ("Input.FirstName", "Wil"),
            ("Input.LastName", "de Groot"),
            ("Input.Email", "wil@example.com"),
            ("Input.Numbers[0].Number", "020 555 0129"),
            ("Input.Numbers[0].Type", "Work")
        );
        var wil = (await _sanne.Open("/contacts/widget?list=all&q=wil")).Document.QuerySelector(".wc")!.Id!["wc-".Length..];
        await _sanne.Do($"/contacts/{wil}/vip", ("on", "true"));

        var page = await _sanne.Open("/dashboard");
        Assert.Equal("Favorieten", page.Text("#widget-contacts [aria-pressed=true]"));
        Assert.Equal(["Bram Hofstra"], Names(page));

        // Call, e-mail, calendar and availability, transfer; the name opens the card.
        var row = page.Document.QuerySelector($"#wc-{bram}")!;
        Assert.Equal("202", row.GetAttribute("data-transfer-to"));
        Assert.Equal($"/contacts/{bram}?handler=card", row.QuerySelector("[data-row]")!.GetAttribute("hx-get"));
        Assert.Equal(
            [
                "Bel Bram Hofstra",
                "Blind doorverbinden naar Bram Hofstra",
                "Ruggespraak met Bram Hofstra",
                "Mail Bram Hofstra",
                "Agenda van Bram Hofstra",
            ],
            [.. row.QuerySelectorAll(".acts > *").Select(act => act.GetAttribute("aria-label")!)]
        );
        Assert.Equal("mailto:bram@garagehofstra.example", row.QuerySelector("a[href^=mailto]")!.GetAttribute("href"));

        var vips = await _sanne.Do("/dashboard/widgets/contacts", ("choice", "vips"));
        Assert.Equal(["Wil de Groot"], Names(vips));
        Assert.NotNull(vips.Document.QuerySelector($"#wc-{wil} .vip"));
        Assert.Null(vips.Document.QuerySelector($"#wc-{wil} a[href^='/calendar']")); // nobody of the company
        Assert.Equal(["Wil de Groot"], Names(await _sanne.Open("/dashboard"))); // remembered

        var all = await _sanne.Do("/dashboard/widgets/contacts", ("choice", "all"));
        Assert.Superset(new HashSet<string> { "Anna de Vries", "Wil de Groot", "Receptie" }, Names(all).ToHashSet());
        Assert.Null(all.Document.QuerySelector($"#wc-{Administrator.PersonId("203")} [data-action=dial]")); // she is Sanne herself

        var typed = await _sanne.Open("/contacts/widget?list=favourites&q=br");
        Assert.Equal(["Bram Hofstra"], Names(typed));
        typed = await _sanne.Open("/contacts/widget?list=favourites&q=0129");
        Assert.Equal(["Wil de Groot"], Names(typed)); // not a favourite, but meant
        Assert.Equal("Andere contacten", typed.Text("h3"));
        Assert.NotEmpty((await _sanne.Open("/contacts/widget?list=vips&q=bestaatniet")).Text("#wc-none"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _sanne.Open($"/contacts/widget?q={new string('a', 101)}")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _sanne.Post("/dashboard/widgets/contacts", ("choice", "vijanden"))).Status);
    }

    [Fact]
    [Spec("M5-14")]
    public async Task Whom_one_calls_most_stands_first_among_those_called_often()
    {
        var joost = new Administrator(host, "joost");
        var (id, bram, anna) = (Administrator.PersonId("204"), Administrator.PersonId("202"), Administrator.PersonId("201"));
        CallEvent[] Call(string? callee, string dialled, int minutesAgo)
        {
            var placed = new CallPlaced(
                Guid.CreateVersion7(),
                TimeProvider.System.GetUtcNow().AddMinutes(-minutesAgo),
                Guid.Parse(id),
                "Joost Visser",
                "204",
                dialled,
                callee is null ? null : Guid.Parse(callee),
                CalleeName: null
            );
            return [placed, placed.Ended(5, CallOutcome.Completed)];
        }

        await _company.Happened([
            .. Call(bram, "202", 50),
            .. Call(bram, "202", 40),
            .. Call(null, "+31205550999", 30), // in nobody's address book
            .. Call(anna, "201", 20),
        ]);

        Assert.Equal(["Bram Hofstra", "Anna de Vries"], Names(await joost.Do("/dashboard/widgets/contacts", ("choice", "often"))));
    }

    [Fact]
    [Spec("M5-12")]
    public async Task A_colleagues_calendar_says_when_they_are_reachable_and_nothing_else()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var entry = Planned.Entry($"{today.AddDays(2):yyyy-MM-dd} 12:30", $"{today.AddDays(2):yyyy-MM-dd} 13:15");
        await using (var session = _company.Store.SessionFor(Garage.Id))
        {
            session.Store(entry with { Plan = entry.Plan with { Title = "Tandarts" } });
            await session.SaveChangesAsync(Ct);
        }

        var noor = Administrator.PersonId("206");
        var side = await _sanne.Open($"/calendar/of/{noor}?handler=side");

        Assert.Equal("Lunch12:30 – 13:15", string.Join(' ', side.Text("li").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.DoesNotContain("Tandarts", side.Body, StringComparison.Ordinal);
        Assert.Equal(7, side.Document.QuerySelectorAll("h3").Length);
        Assert.Contains("Noor van den Berg", (await _sanne.Open($"/calendar/of/{noor}")).Text("h1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Open($"/calendar/of/{Guid.NewGuid()}")).Status);

        // Who does not share their own status sees nobody's.
        var anna = new Administrator(host);
        await Templates.Give(anna, Administrator.PersonId("205"), ("Input.UnifiedCommunications", "false"));
        Assert.Equal(HttpStatusCode.NotFound, (await new Administrator(host, "fatima").Open($"/calendar/of/{noor}")).Status);
    }

    static string[] Names(Answer page) => [.. page.Document.QuerySelectorAll(".wc b").Select(name => name.TextContent)];
}
