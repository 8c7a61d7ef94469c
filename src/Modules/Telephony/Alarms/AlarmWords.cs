using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Alarms;

/// <summary>An alarm as people read it, outside a request and so in a language that is given.</summary>
internal sealed class AlarmWords(IStringLocalizer<SettingsText> text)
{
    public MailMessage Mail(DialAlarm alarm, string to, string timeZone, CultureInfo language) =>
        InLanguage.Say(
            language,
            () =>
            {
                var at = TimeZoneInfo.ConvertTime(alarm.At, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
                var what = text[KeyOf(alarm)];
                return new MailMessage(
                    to,
                    text["AlarmSubject", what],
                    text[alarm.IsOfRecordings ? "AlarmTextRecordings" : "AlarmText", what, alarm.Person, at.ToString("f", language)]
                );
            }
        );

    public static string KeyOf(DialAlarm alarm) => $"Alarm-{alarm.Id}";
}
