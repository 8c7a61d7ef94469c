using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class DiallingTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A4-03", "B20")]
    public void Until_an_administrator_opens_it_only_the_own_country_and_no_premium_numbers_may_be_called()
    {
        var rules = DialPermissions.Standard.Rules;

        Assert.Empty(rules.Countries);
        Assert.DoesNotContain(CostClass.Premium, rules.CostClasses);
        Assert.DoesNotContain(CostClass.Satellite, rules.CostClasses);
        Assert.All(
            new[] { rules.CallsPerHour, rules.CallsPerDay, rules.CallsPerPersonPerHour, rules.ConcurrentCalls },
            cap => Assert.InRange(cap, 1, 1000)
        );
    }

    [Fact]
    [Spec("A4-03")]
    public async Task Countries_classes_caps_the_night_lock_and_the_alarm_are_set()
    {
        await _anna.Do(
            "/admin/dialling",
            [
                .. Fields(),
                ("Input.Countries", "DE"),
                ("Input.Countries", "BE"),
                ("Input.CostClasses", "Shared"),
                ("Input.LockedAtNight", "true"),
                ("Input.AlarmMail", "anna@garagehofstra.example"),
            ]
        );

        var rules = (await _anna.Configuration()).Permissions.Rules;
        Assert.Equal(["BE", "DE"], rules.Countries);
        Assert.Equal([CostClass.Fixed, CostClass.Shared], rules.CostClasses);
        Assert.Equal(
            (5, 50, 10, 100, 30),
            (rules.ConcurrentCalls, rules.CallsPerHour, rules.CallsPerPersonPerHour, rules.CallsPerDay, rules.MinutesAbroadPerDay)
        );
        Assert.Equal(12, rules.PeopleInConference);
        Assert.Equal(new NightLock(new TimeOnly(22, 0), new TimeOnly(7, 0)), rules.NightLock);
        Assert.True(rules.NightLock!.Covers(new TimeOnly(23, 30)) && rules.NightLock.Covers(new TimeOnly(6, 59)));
        Assert.False(rules.NightLock.Covers(new TimeOnly(7, 0)) || rules.NightLock.Covers(new TimeOnly(21, 59)));
        var page = await _anna.Open("/admin/dialling");
        Assert.Equal(2, page.Document.QuerySelectorAll("input[name='Input.Countries'][checked]").Length);
    }

    [Theory]
    [InlineData("Input.CallsPerHour", "-1", "van 0 tot")]
    [InlineData("Input.CallsPerDay", "", "van 0 tot")]
    [InlineData("Input.ConcurrentCalls", "1001", "tot en met 1000")]
    [InlineData("Input.PeopleInConference", "2", "van 3 tot en met 100")]
    [InlineData("Input.PeopleInConference", "101", "van 3 tot en met 100")]
    [InlineData("Input.AlarmMail", "anna", "geen e-mailadres")]
    [Spec("A4-03")]
    public async Task What_is_no_cap_or_no_address_is_refused(string field, string value, string refusal)
    {
        var answer = await _anna.Post("/admin/dialling", [.. Fields().Where(f => f.Item1 != field), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text($"#{field.Replace('.', '_')}-e"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A4-03")]
    public async Task One_switch_stops_all_calls_to_the_outside_and_lets_them_go_again()
    {
        await _anna.Do("/admin/dialling/stop");

        Assert.True((await _anna.Configuration()).Permissions.IsStopped);
        Assert.Contains("staat sinds", (await _anna.Open("/admin/dialling")).Text("#stop-switch [role=alert]"), StringComparison.Ordinal);
        await _anna.Do("/admin/dialling/stop"); // twice is once
        await _anna.Do("/admin/dialling", Fields()); // the rules do not turn it off
        Assert.True((await _anna.Configuration()).Permissions.IsStopped);

        await _anna.Do("/admin/dialling/resume");
        Assert.False((await _anna.Configuration()).Permissions.IsStopped);
    }

    static (string, string)[] Fields() =>
        [
            ("Input.CostClasses", "Fixed"),
            ("Input.ConcurrentCalls", "5"),
            ("Input.CallsPerHour", "50"),
            ("Input.CallsPerPersonPerHour", "10"),
            ("Input.CallsPerDay", "100"),
            ("Input.MinutesAbroadPerDay", "30"),
            ("Input.PeopleInConference", "12"),
            ("Input.LockFrom", "22:00"),
            ("Input.LockUntil", "07:00"),
        ];
}
