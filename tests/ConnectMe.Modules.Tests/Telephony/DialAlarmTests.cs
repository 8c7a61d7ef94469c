using System.Globalization;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony;
using ConnectMe.Telephony.Alarms;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Modules.Tests.Telephony;

public sealed class DialAlarmTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    static readonly UserId Bram = new(DemoCompany.People.Single(person => person.Extension == "202").UserId);

    readonly Administrator _anna = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A4-03")]
    public async Task An_alarm_is_mailed_once_an_hour_in_the_companys_language_and_stands_beside_the_stop_switch()
    {
        await using var server = await MailServer.Start();
        await SetMail(server.Port, "en");
        await _anna.Do("/admin/dialling", [.. Rules(), ("Input.AlarmMail", "wacht@garagehofstra.example")]);

        await Raise("CountryNotAllowed", Now);
        await Raise("CountryNotAllowed", Now + TimeSpan.FromMinutes(59));
        await Raise("NearAbroadUsedUp", Now);

        var mail = await server.Mail("A country was called that is not allowed");
        Assert.Contains("To: wacht@garagehofstra.example", mail, StringComparison.Ordinal);
        Assert.Contains("Bram Hofstra", mail, StringComparison.Ordinal);
        await server.Mail("80% of the minutes abroad is used");
        Assert.Equal(2, server.Mails().Count);
        var page = (await _anna.Open("/admin/dialling")).Text("#stop-switch");
        Assert.Contains("Er is naar een land gebeld dat niet mag (Bram Hofstra", page, StringComparison.Ordinal);
        Assert.Contains("80% van de minuten naar het buitenland", page, StringComparison.Ordinal);

        await SetMail(server.Port, "nl");
        await Raise("CountryNotAllowed", Now + TimeSpan.FromMinutes(61));
        await server.Mail("Er is naar een land gebeld dat niet mag");
    }

    [Fact]
    [Spec("A4-03")]
    public async Task What_was_called_outside_before_a_restart_is_remembered()
    {
        var store = host.Services.GetRequiredService<IDocumentStore>();
        var (outside, inside, old) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var session = store.SessionFor(Company))
        {
            Place(session, outside, Now.AddHours(-1), "+4930123456", callee: null);
            session.Events.Append(outside, new CallRouted(outside, Now.AddHours(-1), Guid.NewGuid(), "Trunk"));
            session.Events.Append(outside, new CallAnswered(outside, Now.AddMinutes(-50), UserId: null));
            session.Events.Append(outside, new CallEnded(outside, Now.AddMinutes(-40), CallOutcome.Completed));
            Place(session, inside, Now.AddHours(-1), "201", Guid.NewGuid());
            Place(session, old, Now.AddHours(-26), "+4930123456", callee: null);
            session.Events.Append(old, new CallRouted(old, Now.AddHours(-26), Guid.NewGuid(), "Trunk"));
            await session.SaveChangesAsync(Ct);
        }

        var (calls, isComplete) = await host.Services.GetRequiredService<DialHistory>().Of(Company, Ct);

        Assert.True(isComplete);
        var remembered = Assert.Single(calls, call => new[] { outside, inside, old }.Contains(call.Call.Value));
        Assert.Equal(
            (outside, Bram, "+4930123456", TimeSpan.FromMinutes(10)),
            (remembered.Call.Value, remembered.Person, remembered.E164, remembered.EndedAt - remembered.AnsweredAt)
        );
    }

    [Fact]
    public void Every_alarm_has_words_in_both_languages()
    {
        var text = host.Services.GetRequiredService<IStringLocalizer<SettingsText>>();
        var causes = Enum.GetValues<NoticeCause>()
            .Where(cause => cause is >= NoticeCause.CountryNotAllowed and <= NoticeCause.AbroadUsedUp);
        string[] near =
        [
            "RecordingDiskFull",
            "RecordingFailed",
            "NearTooFast",
            "NearTooManyThisHour",
            "NearTooManyToday",
            "NearAbroadUsedUp",
        ];

        Assert.All(
            causes.Select(cause => cause.ToString()).Concat(near),
            kind => Assert.False(text[AlarmWords.KeyOf(new DialAlarm(kind, "", Now, MailedAt: null))].ResourceNotFound, kind)
        );
    }

    Task Raise(string kind, DateTimeOffset at) =>
        host.Services.GetRequiredService<AlarmRaising>().Raise(new Warning(Company, Bram, kind, at), Ct);

    Task<Answer> SetMail(int port, string language) =>
        _anna.Do(
            "/admin/mail",
            ("Input.Host", "127.0.0.1"),
            ("Input.Port", port.ToString(CultureInfo.InvariantCulture)),
            ("Input.Security", "None"),
            ("Input.Sender", "pbx@garagehofstra.example"),
            ("Input.Language", language)
        );

    static void Place(IDocumentSession session, Guid call, DateTimeOffset at, string dialled, Guid? callee) =>
        session.Events.Append(
            call,
            new CallPlaced(call, at, Bram.Value, "Bram Hofstra", "202", dialled, callee, callee is null ? null : "Anna")
        );

    static (string, string)[] Rules() =>
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

    DateTimeOffset Now { get; } = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
}
