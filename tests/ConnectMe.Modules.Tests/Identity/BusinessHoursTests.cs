using System.Net;
using System.Text;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>What holds when: asked by others from memory, said in words on the company's page, and taken from a calendar.</summary>
public sealed class BusinessHoursTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);

    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A11-01")]
    public async Task Who_asks_is_told_at_once_what_an_administrator_set_and_the_page_says_it_in_words()
    {
        var hours = host.Services.GetRequiredService<IBusinessHours>();
        await _anna.Do("/admin/company/days", ("Date", "2031-04-22"), ("Name", "Uitje"), ("From", "08:30"), ("Until", "12:00"));

        Assert.Equal(
            new BusinessDay(new DateOnly(2031, 4, 22), new TimeOnly(8, 30), new TimeOnly(12, 0), "Uitje"),
            hours.On(Company, new DateOnly(2031, 4, 22))
        );
        Assert.Equal("Koningsdag", hours.On(Company, new DateOnly(2032, 4, 27)).Because);
        var morning = hours.At(Company, new DateTimeOffset(2031, 4, 22, 9, 0, 0, TimeSpan.Zero)); // 11:00 in Amsterdam
        Assert.Equal((true, new DateTime(2031, 4, 22, 12, 0, 0)), (morning.IsOpen, morning.ChangesAt));
        var noon = hours.At(Company, new DateTimeOffset(2031, 4, 22, 10, 0, 0, TimeSpan.Zero));
        Assert.Equal((false, new DateTime(2031, 4, 23, 8, 30, 0)), (noon.IsOpen, noon.ChangesAt));
        var christmas = hours.At(Company, new DateTimeOffset(2031, 12, 24, 16, 30, 0, TimeSpan.Zero)); // two holidays and a weekend come
        Assert.Equal((false, new DateTime(2031, 12, 29, 8, 30, 0)), (christmas.IsOpen, christmas.ChangesAt));

        Assert.Equal(
            "dinsdag 22 april 2031: open van 08:30 tot 12:00. Reden: Uitje.",
            (await _anna.Open("/admin/company/hours/on?date=2031-04-22")).Text("body")
        );
        Assert.Equal("zondag 20 april 2031: gesloten.", (await _anna.Open("/admin/company/hours/on?date=2031-04-20")).Text("body"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _anna.Open("/admin/company/hours/on?date=morgen")).Status);
        Assert.StartsWith("Nu ", (await _anna.Open("/admin/company")).Text("#open-now"), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await new Administrator(host, "bram").Open("/admin/company/hours/on?date=2031-04-22")).Status
        );
        await _anna.Do("/admin/company/days/remove", ("Date", "2031-04-22"));
        Assert.Null(hours.On(Company, new DateOnly(2031, 4, 22)).Because);
    }

    [Theory]
    [InlineData("2027-03-28", "02:30", "04:00", "01:29 01:30 01:59 02:00", "no yes yes no")] // 2:30 is not there: it opens at 3:30
    [InlineData("2027-03-28", "01:00", "02:30", "23:59 00:00 01:29 01:30", "no yes yes no")]
    [InlineData("2027-10-31", "02:30", "04:00", "00:29 00:30 01:15 02:59 03:00", "no yes yes yes no")] // from the first 2:30 on, also while the clock says 2:15 again
    [InlineData("2027-10-31", "01:00", "02:30", "23:00 00:29 00:30 01:15", "yes yes no no")] // until the first 2:30
    [Spec("R8", "A11-01")]
    public async Task In_the_nights_that_the_clock_is_changed_it_opens_and_closes_at_one_moment(
        string day,
        string from,
        string until,
        string moments,
        string isOpen
    )
    {
        var hours = host.Services.GetRequiredService<IBusinessHours>();
        await _anna.Do("/admin/company/days", ("Date", day), ("Name", "Nachtdienst"), ("From", from), ("Until", until));

        var open = moments
            .Split(' ')
            .Select(at =>
                (
                    Date: at.StartsWith("23", StringComparison.Ordinal)
                        ? DateOnly.ParseExact(day, "yyyy-MM-dd").AddDays(-1)
                        : DateOnly.ParseExact(day, "yyyy-MM-dd"),
                    At: TimeOnly.ParseExact(at, "HH:mm")
                )
            )
            .Select(at => hours.At(Company, new DateTimeOffset(at.Date.ToDateTime(at.At), TimeSpan.Zero)).IsOpen ? "yes" : "no");

        Assert.Equal(isOpen, string.Join(' ', open));
        await _anna.Do("/admin/company/days/remove", ("Date", day));
    }

    [Fact]
    [Spec("A11-01")]
    public async Task Days_of_a_calendar_are_looked_at_and_then_hold()
    {
        var hours = host.Services.GetRequiredService<IBusinessHours>();
        var (first, second) = (WorkingDay(40), WorkingDay(60));
        var file = $"""
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:1
            SUMMARY:Sluitingsdag
            DTSTART;VALUE=DATE:{first:yyyyMMdd}
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            SUMMARY:Halve dag
            DTSTART:{second:yyyyMMdd}T123000
            DTEND:{second:yyyyMMdd}T235900
            END:VEVENT
            BEGIN:VEVENT
            UID:3
            SUMMARY:Elke minuut
            DTSTART:{second:yyyyMMdd}T123000
            RRULE:FREQ=MINUTELY
            END:VEVENT
            END:VCALENDAR
            """;
        await _anna.Do("/admin/company/hours", Week());
        Assert.Equal(HttpStatusCode.NoContent, (await Send(_anna, file)).Status);
        var preview = await _anna.Open("/admin/company/days/import");
        Assert.Contains("dagen.ics: 2", preview.Text("#days-count"), StringComparison.Ordinal);
        Assert.Contains("Nr. 3 Elke minuut · Herhaalt zich te vaak", preview.Text("#days-refused"), StringComparison.Ordinal);
        Assert.Contains("open 08:30–12:30", preview.Text("#days-added"), StringComparison.Ordinal);
        Assert.NotEqual("Sluitingsdag", hours.On(Company, first).Because);

        await _anna.Do("/admin/company/days/import/confirm");
        Assert.Equal((null, "Sluitingsdag"), (hours.On(Company, first).From, hours.On(Company, first).Because));
        Assert.Equal((new TimeOnly(12, 30), "Halve dag"), (hours.On(Company, second).Until, hours.On(Company, second).Because));
        Assert.Contains("Sluitingsdag", (await _anna.Open("/admin/company")).Text("#exceptions"), StringComparison.Ordinal);
        await Send(_anna, file);
        Assert.Contains("al staat: 2", (await _anna.Open("/admin/company/days/import")).Text("#days-doubles"), StringComparison.Ordinal);
        await _anna.Do("/admin/company/days/import/discard");

        var refused = await Send(_anna, "geen agenda");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("geen agendabestand", refused.Text("#file-e"), StringComparison.Ordinal);
        var bram = new Administrator(host, "bram");
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(bram, file)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/company/days/import/confirm")).Status);
    }

    static Task<Answer> Send(Administrator who, string content) =>
        who.Send("/admin/company/days/import", "dagen.ics", Encoding.UTF8.GetBytes(content));

    /// <summary>Monday to Friday from 8:30 to 17:00.</summary>
    static (string, string)[] Week() =>
        [
            .. Enumerable
                .Range(1, 5)
                .SelectMany(day => new[] { ($"From-{(DayOfWeek)day}", "08:30"), ($"Until-{(DayOfWeek)day}", "17:00") }),
            ("KeepsHolidays", "true"),
        ];

    static DateOnly WorkingDay(int ahead)
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime).AddDays(ahead);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
