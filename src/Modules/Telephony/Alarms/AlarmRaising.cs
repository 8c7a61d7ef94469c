using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.Alarms;

/// <summary>Writes an alarm down for the settings page, and mails it: both or neither.</summary>
internal sealed class AlarmRaising(
    IDocumentStore store,
    ITelephonyConfigurations configurations,
    IPeople people,
    IMail mail,
    AlarmWords words,
    ILiveUpdates live
)
{
    public async Task Raise(Warning warning, CancellationToken ct)
    {
        var set = await configurations.Of(warning.Company, ct);
        var all = await people.Of(warning.Company, ct);
        var person = all.FirstOrDefault(person => person.Id == warning.User)?.Name ?? "";
        await using var session = store.SessionFor(warning.Company);
        var before = await session.LoadAsync<DialAlarm>(warning.Kind, ct);
        var alarm = new DialAlarm(warning.Kind, person, warning.At, before?.MailedAt);
        if (set.Permissions.Rules.AlarmMail is { } address && alarm.MayMailAt(warning.At))
        {
            var language = await mail.LanguageOf(warning.Company, ct);
            mail.Add(session, warning.Company, words.Mail(alarm, address, set.TimeZone, language));
            alarm = alarm with { MailedAt = warning.At };
        }

        session.Store(alarm);
        await session.SaveChangesAsync(ct);
        live.Publish(
            warning.Company,
            [.. all.Where(person => person.IsAdministrator).Select(person => person.Id)],
            ConfigurationAnnouncement.Topic
        );
    }
}
