using System.Net;
using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>The company's own settings page: what it is called, where it is, when it can be called.</summary>
public sealed class CompanyTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A11-01")]
    public async Task A_company_that_moves_is_shown_its_own_time_and_numbers_from_then_on()
    {
        await _anna.Do(
            "/admin/company",
            Fields(("Input.Country", "BE"), ("Input.TimeZone", "America/Paramaribo"), ("Input.Company", "Garage Hofstra BV"))
        );

        var profile = host.Services.GetRequiredService<ICompanies>().Of(new CompanyId(DemoCompany.Id));
        Assert.Equal(("Garage Hofstra BV", "BE", "America/Paramaribo"), (profile.Name, profile.Country, profile.TimeZone));
        Assert.Equal(("BE", "America/Paramaribo"), ((await _anna.Configuration()).Region, (await _anna.Configuration()).TimeZone));
        var holidays = (await _anna.Open("/admin/company")).Text("#holidays");
        Assert.Contains("21 jul", holidays, StringComparison.Ordinal);

        await _anna.Do("/admin/company", Fields());
        Assert.Contains("27 apr", (await _anna.Open("/admin/company")).Text("#holidays"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A1-01", "A11-01")]
    public async Task Who_has_chosen_no_language_reads_the_companys()
    {
        var bram = host.NewBrowser();
        await bram.SignIn("bram");
        await _anna.Do("/admin/company", Fields(("Input.Language", "en")));

        Assert.Equal("en", (await bram.Open("/calls")).Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("nl", (await host.NewBrowser().Open("/sign-in")).Document.DocumentElement.GetAttribute("lang")); // nobody's yet

        await _anna.Do("/admin/company", Fields());
        Assert.Equal("nl", (await bram.Open("/calls")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("Input.Company", "", "naam van je bedrijf")]
    [InlineData("Input.TimeZone", "Mars/Olympus", "Kies er een")]
    [InlineData("Input.LastExtension", "100", "evenveel cijfers")]
    [Spec("A11-01")]
    public async Task What_cannot_be_is_refused(string field, string value, string refusal)
    {
        var answer = await _anna.Post("/admin/company", Fields((field, value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text($"#{field.Replace('.', '_')}-e"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A11-01")]
    public async Task Hours_holidays_and_days_apart_are_set_on_the_page()
    {
        var wrong = await _anna.Post("/admin/company/hours", ("From-Monday", "17:00"), ("Until-Monday", "09:00"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("maandag", wrong.Text("#hours-e"), StringComparison.Ordinal);

        var saved = await _anna.Do(
            "/admin/company/hours",
            ("From-Saturday", "10:00"),
            ("Until-Saturday", "14:00"),
            ("KeepsHolidays", "true")
        );
        Assert.Equal("10:00", saved.Document.QuerySelector("[name='From-Saturday']")!.GetAttribute("value"));
        Assert.Equal("", saved.Document.QuerySelector("[name='From-Monday']")!.GetAttribute("value"));

        var added = await _anna.Do(
            "/admin/company/days",
            ("Date", "2030-12-24"),
            ("Name", "Kerstavond"),
            ("From", "09:00"),
            ("Until", "12:30")
        );
        Assert.Contains("09:00–12:30", added.Text("#exceptions"), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await _anna.Post("/admin/company/days", ("Date", "morgen"), ("Name", "x"))).Status
        );
        var removed = await _anna.Do("/admin/company/days/remove", ("Date", "2030-12-24"));
        Assert.Null(removed.Document.QuerySelector("#exceptions"));
    }

    [Fact]
    public async Task It_is_for_administrators()
    {
        var bram = new Administrator(host, "bram");

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/company")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/company/hours")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/company/days")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/company/days/remove")).Status);
    }

    [Fact]
    [Spec("A1-01", "A11-01")]
    public void The_country_sets_the_public_holidays()
    {
        var dutch = NationalHolidays.Of("NL", 2026);

        Assert.Contains((new DateOnly(2026, 4, 27), "Koningsdag"), dutch);
        Assert.Contains(dutch, day => day.Date == new DateOnly(2026, 4, 6)); // Easter Monday
        Assert.Contains(dutch, day => day.Date == new DateOnly(2026, 5, 14)); // Ascension
        Assert.Contains(dutch, day => day.Date == new DateOnly(2026, 12, 26));
        Assert.Contains(NationalHolidays.Of("BE", 2026), day => day.Date == new DateOnly(2026, 7, 21));
        Assert.Empty(NationalHolidays.Of("JP", 2026));
    }

    [Theory]
    [InlineData("2026-11-30 08:30", null, true, null)] // a Monday
    [InlineData("2026-11-30 17:00", null, false, null)]
    [InlineData("2026-11-28 12:00", null, false, null)] // a Saturday
    [InlineData("2026-12-25 12:00", "Eerste kerstdag", false, "Eerste kerstdag")]
    [InlineData("2026-12-24 12:00", null, true, "Kerstavond")]
    [InlineData("2026-12-24 13:00", null, false, "Kerstavond")]
    [InlineData("2026-12-26 12:00", "Tweede kerstdag", true, "Toch open")] // what was said apart goes before a holiday
    [Spec("A11-01")]
    public void Open_or_closed_follows_from_the_week_holidays_and_days_apart(string at, string? holiday, bool isOpen, string? because)
    {
        var hours = OpeningHours.Standard(Guid.NewGuid()) with
        {
            Exceptions =
            [
                new ExceptionalDay(new DateOnly(2026, 12, 24), "Kerstavond", new TimeOnly(9, 0), new TimeOnly(12, 30)),
                new ExceptionalDay(new DateOnly(2026, 12, 26), "Toch open", new TimeOnly(10, 0), new TimeOnly(16, 0)),
            ],
        };

        Assert.Equal(
            new Openness(isOpen, because),
            hours.At(DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture), holiday)
        );
    }

    static (string, string)[] Fields(params (string Name, string Value)[] changed)
    {
        var fields = new Dictionary<string, string>
        {
            ["Input.Company"] = DemoCompany.Name,
            ["Input.Country"] = "NL",
            ["Input.TimeZone"] = "Europe/Amsterdam",
            ["Input.Language"] = "nl",
            ["Input.FirstExtension"] = "200",
            ["Input.LastExtension"] = "299",
        };
        foreach (var (name, value) in changed)
        {
            fields[name] = value;
        }

        return [.. fields.Select(field => (field.Key, field.Value))];
    }
}
