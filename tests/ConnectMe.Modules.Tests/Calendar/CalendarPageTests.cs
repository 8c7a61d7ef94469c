using System.Net;
using ConnectMe.Calendar.Domain;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Presence.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Calendar;

/// <summary>The page of the calendar and its form, without a browser. Each test is about another person, in weeks of 2031.</summary>
public sealed class CalendarPageTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("M9.1-01", "M9.1-04", "M9.1-05")]
    public async Task What_is_filled_in_stands_in_the_week_and_in_the_form_again()
    {
        var sanne = new Administrator(host, "sanne");
        var form = await sanne.Open("/calendar/entry?at=2031-03-04T09:30", ("HX-Request", "true"));
        Assert.Equal(("2031-03-04", "09:30"), (Value(form, "#Input_FromDay"), Value(form, "#Input_FromTime")));
        Assert.Equal(("2031-03-04", "10:30"), (Value(form, "#Input_UntilDay"), Value(form, "#Input_UntilTime")));
        Assert.Null(form.Document.QuerySelector("#top")); // the form alone

        var saved = await sanne.Do(
            "/calendar/entry",
            Fields(
                "2031-03-04 15:30",
                "2031-03-04 17:00",
                ("Input.Title", "Planning <b>"),
                ("Input.Status", $"{UsualStatuses.DoNotDisturb}"),
                ("Input.Role", "Private"),
                ("Input.Note", "met Bram")
            )
        );

        Assert.Contains("/calendar?day=2031-03-04", saved.Headers["HX-Location"], StringComparison.Ordinal);
        var week = await sanne.Open("/calendar?day=2031-03-05");
        Assert.Equal("3 – 9 maart 2031", week.Text("#calendar-title"));
        var shown = Assert.Single(week.Document.QuerySelectorAll(".ev"));
        Assert.Equal("Niet storen", shown.QuerySelector("b")!.TextContent);
        Assert.Equal("Niet storen15:30 – 17:00 · Planning <b> · Privé", shown.TextContent);
        Assert.Equal("ev ev--bad r32 n3", shown.ClassName);
        Assert.Equal(7 * 48, week.Document.QuerySelectorAll(".slot").Length);
        Assert.Equal(
            "/calendar/entry?at=2031-03-05T09:30",
            week.Document.QuerySelectorAll(".day")[2].QuerySelector(".slot.r20")!.GetAttribute("hx-get")
        );
        Assert.Empty((await sanne.Open("/calendar?day=2031-03-05&view=day")).Document.QuerySelectorAll(".ev"));
        Assert.Single((await sanne.Open("/calendar?day=2031-03-04&view=day")).Document.QuerySelectorAll(".ev"));

        var again = await sanne.Open(shown.GetAttribute("hx-get")!);
        Assert.Equal("Planning <b>", Value(again, "#Input_Title"));
        Assert.Equal("met Bram", Value(again, "#Input_Note"));
        Assert.Equal("Niet storen", again.Text("#Input_Status [selected]"));
        Assert.Equal("Privé", again.Text("#Input_Role [selected]"));
        Assert.Equal(("15:30", "17:00"), (Value(again, "#Input_FromTime"), Value(again, "#Input_UntilTime")));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await new Administrator(host, "bram").Open(shown.GetAttribute("hx-get")!)).Status // it is hers
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await new Administrator(host, "bram").Post($"{shown.GetAttribute("hx-get")}/remove", ("Input.Scope", "All"))).Status
        );
    }

    [Theory]
    [InlineData("Input.Status", "6a0c1f3e-0000-0000-0000-000000000000", "Status", "Kies een status.")]
    [InlineData("Input.FromDay", "gisteren", "FromDay", "Vul een datum in.")]
    [InlineData("Input.FromDay", "2131-03-04", "FromDay", "Vul een datum in.")]
    [InlineData("Input.UntilTime", "25:00", "UntilTime", "Vul een tijd in.")]
    [InlineData("Input.UntilTime", "09:00", "UntilDay", "Het einde ligt na het begin.")]
    [InlineData("Input.UntilDay", "2033-03-04", "UntilDay", "Hoogstens 366 dagen.")]
    [InlineData("Input.Last", "2031-03-01", "Last", "De laatste dag ligt voor het begin.", true)]
    [InlineData("Input.UntilDay", "2031-03-06", "UntilDay", "Het duurt langer dan tot de volgende keer.", true)]
    [Spec("M9.1-05")]
    public async Task What_makes_no_sense_is_refused_beside_its_field(
        string field,
        string typed,
        string at,
        string why,
        bool isDaily = false
    )
    {
        var answer = await new Administrator(host, "bram").Post(
            "/calendar/entry",
            Fields("2031-03-04 10:00", "2031-03-04 11:00", (field, typed), ("Input.EveryDay", isDaily ? "true" : "false"))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(why, answer.Text($"#Input_{at}-e"), StringComparison.Ordinal);
        Assert.Empty(await Entries("202"));
    }

    [Fact]
    [Spec("M9.1-02", "M9.1-03", "M9.1-05")]
    public async Task Of_a_series_this_day_this_and_the_following_or_all_are_changed()
    {
        var noor = new Administrator(host, "noor");
        await noor.Do(
            "/calendar/entry",
            Fields(
                "2031-03-03 12:30",
                "2031-03-03 13:30",
                ("Input.Repeats", "Weekly"),
                ("Input.Days", "Monday"),
                ("Input.Days", "Wednesday"),
                ("Input.Last", "2031-03-31")
            )
        );
        var series = Assert.Single(await Entries("206")).Id;
        Assert.Equal(["3 12:30", "5 12:30"], await Week(noor, "2031-03-03"));
        var form = await noor.Open($"/calendar/entry/{series}/2031-03-12");
        Assert.Equal(
            ["Monday", "Wednesday"],
            form.Document.QuerySelectorAll("[name='Input.Days'][checked]").Select(day => day.GetAttribute("value"))
        );
        Assert.Equal(("2031-03-12", "2031-03-31"), (Value(form, "#Input_FromDay"), Value(form, "#Input_Last")));
        Assert.Equal(HttpStatusCode.NotFound, (await noor.Open($"/calendar/entry/{series}/2031-03-11")).Status);

        await Change(noor, series, "2031-03-12", "Only", "2031-03-12 15:00", "2031-03-12 16:00");
        Assert.Equal(["10 12:30", "12 15:00"], await Week(noor, "2031-03-10"));

        await Change(noor, series, "2031-03-05", "All", "2031-03-05 12:00", "2031-03-05 12:45");
        Assert.Equal(["3 12:00", "5 12:00"], await Week(noor, "2031-03-03"));
        Assert.Equal(["10 12:00", "12 15:00"], await Week(noor, "2031-03-10")); // adjusted on its own: it stays

        await Change(noor, series, "2031-03-10", "Following", "2031-03-10 11:00", "2031-03-10 11:30");
        Assert.Equal(["3 12:00", "5 12:00"], await Week(noor, "2031-03-03"));
        Assert.Equal(["10 11:00", "12 15:00"], await Week(noor, "2031-03-10"));
        Assert.Equal(["17 11:00", "19 11:00"], await Week(noor, "2031-03-17"));
        Assert.Equal(["31 11:00"], await Week(noor, "2031-03-31")); // its last day

        var following = (await Entries("206")).Single(entry => entry.Recurrence is not null && entry.Id != series);
        await noor.Do($"/calendar/entry/{following.Id}/2031-03-17/remove", ("Input.Scope", "Only"));
        Assert.Equal(["19 11:00"], await Week(noor, "2031-03-17"));
        await noor.Do($"/calendar/entry/{following.Id}/2031-03-24/remove", ("Input.Scope", "Following"));
        Assert.Empty(await Week(noor, "2031-03-24"));
        Assert.Equal(["10 11:00", "12 15:00"], await Week(noor, "2031-03-10"));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await noor.Post($"/calendar/entry/{following.Id}/2031-03-19/remove", ("Input.Scope", "Some"))).Status
        );
        await noor.Do($"/calendar/entry/{following.Id}/2031-03-19/remove", ("Input.Scope", "All"));
        Assert.Empty(await Week(noor, "2031-03-10"));
        Assert.Equal(["3 12:00", "5 12:00"], await Week(noor, "2031-03-03"));
    }

    [Fact]
    [Spec("M9.1-05")]
    public async Task The_tick_every_day_repeats_it_daily_and_all_day_has_no_times()
    {
        var joost = new Administrator(host, "joost");
        await joost.Do("/calendar/entry", Fields("2031-03-04 09:00", "2031-03-04 10:00", ("Input.EveryDay", "true")));
        await joost.Do(
            "/calendar/entry",
            Fields("2031-03-06 00:00", "2031-03-07 00:00", ("Input.AllDay", "true"), ("Input.FromTime", ""), ("Input.UntilTime", ""))
        );

        var week = await joost.Open("/calendar?day=2031-03-04");

        Assert.Equal(6 + 2, week.Document.QuerySelectorAll(".ev").Length);
        Assert.Equal(2, week.Document.QuerySelectorAll(".ev.r1.n48").Length);
        Assert.Contains("Hele dag", week.Document.QuerySelector(".ev.r1.n48")!.TextContent, StringComparison.Ordinal);
        var form = await joost.Open(week.Document.QuerySelector(".ev.r1.n48")!.GetAttribute("hx-get")!);
        Assert.Equal(("2031-03-06", "2031-03-07"), (Value(form, "#Input_FromDay"), Value(form, "#Input_UntilDay")));
        Assert.NotNull(form.Document.QuerySelector("#Input_AllDay[checked]"));
    }

    [Fact]
    [Spec("M9.1-01", "M14.4-01")]
    public async Task Days_are_those_of_the_reader_wherever_it_was_planned()
    {
        var fatima = new Administrator(host, "fatima");
        await fatima.Do("/calendar/entry", Fields("2031-03-04 23:00", "2031-03-05 01:00"));
        Assert.Equal(["4 23:00", "5 01:00"], await Week(fatima, "2031-03-04", ends: true));

        await fatima.Do(
            "/settings/language",
            ("Input.Language", "nl"),
            ("Input.TimeZone", "America/New_York"),
            ("Input.TwelveHours", "false")
        );

        Assert.Equal(["4 17:00"], await Week(fatima, "2031-03-04"));
        var form = await fatima.Open(
            (await fatima.Open("/calendar?day=2031-03-04")).Document.QuerySelector(".ev")!.GetAttribute("hx-get")!
        );
        Assert.Equal(("17:00", "19:00"), (Value(form, "#Input_FromTime"), Value(form, "#Input_UntilTime")));
    }

    static Task<Answer> Change(Administrator person, Guid series, string day, string scope, string from, string until) =>
        person.Do(
            $"/calendar/entry/{series}/{day}",
            Fields(
                from,
                until,
                ("Input.Scope", scope),
                ("Input.Repeats", "Weekly"),
                ("Input.Days", "Monday"),
                ("Input.Days", "Wednesday"),
                ("Input.Last", "2031-03-31")
            )
        );

    /// <summary>What stands in a week: the day of the month and the time it begins, or where it goes over midnight, ends.</summary>
    static async Task<IReadOnlyList<string>> Week(Administrator person, string day, bool ends = false)
    {
        var page = await person.Open($"/calendar?day={day}");
        var heads = page.Document.QuerySelectorAll(".cal .hd b").Select(head => head.TextContent).ToList();
        return
        [
            .. page
                .Document.QuerySelectorAll(".cal .day")
                .SelectMany(
                    (column, nth) =>
                        column
                            .QuerySelectorAll(".ev")
                            .Select(entry => entry.TextContent[entry.QuerySelector("b")!.TextContent.Length..])
                            .Select(when => when.Split(' '))
                            .Select(words => $"{heads[nth]} {(ends ? words[words[1] == heads[nth] ? 2 : 6] : words[0])}")
                ),
        ];
    }

    static string Value(Answer answer, string field) => answer.Document.QuerySelector(field)!.GetAttribute("value")!;

    /// <summary>As the form sends them; what is given goes before.</summary>
    static (string Name, string Value)[] Fields(string from, string until, params (string Name, string Value)[] given)
    {
        (string Name, string Value)[] usual =
        [
            ("Input.Status", $"{UsualStatuses.Lunch}"),
            ("Input.FromDay", from.Split(' ')[0]),
            ("Input.FromTime", from.Split(' ')[1]),
            ("Input.UntilDay", until.Split(' ')[0]),
            ("Input.UntilTime", until.Split(' ')[1]),
            ("Input.Repeats", "Not"),
            ("Input.Role", "Business"),
        ];
        return [.. usual.Where(one => !Array.Exists(given, other => other.Name == one.Name)), .. given];
    }

    async Task<IReadOnlyList<CalendarEntry>> Entries(string extension)
    {
        var person = Guid.Parse(Administrator.PersonId(extension));
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(new CompanyId(DemoCompany.Id));
        return await query.Query<CalendarEntry>().Where(entry => entry.PersonId == person).ToListAsync(Ct);
    }
}
