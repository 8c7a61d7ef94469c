using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Voicemail.Domain;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>Mails whoever asked for it that somebody left a message, in their own language (B3). What waits for the mail server is the mail, never the message.</summary>
internal sealed class MessageMails(
    Mailboxes mailboxes,
    IPeople people,
    ICompanies companies,
    Callers callers,
    IMail mail,
    IStringLocalizer<VoicemailText> text
)
{
    /// <summary>Adds to the transaction in which the message is taken into its list.</summary>
    public async Task Add(IDocumentSession session, PersonFile file, VoicemailLeft left, CancellationToken ct)
    {
        var owner = new UserId(file.Person);
        var wanted = (await mailboxes.Of(file.Company, owner, ct)).Mail;
        var person = (await people.Of(file.Company, ct)).FirstOrDefault(one => one.Id == owner);
        if (wanted is MessageMail.None || string.IsNullOrEmpty(person?.Email))
        {
            return;
        }

        var language = person.Language is { } own ? CultureInfo.GetCultureInfo(own) : await mail.LanguageOf(file.Company, ct);
        var site = await mail.SiteOf(file.Company, ct);
        var shown = (await callers.Of(file.Company, owner, [VoicemailMessage.Create(left)], ct)).Single();
        var at = TimeZoneInfo.ConvertTime(left.LeftAt, TimeZoneInfo.FindSystemTimeZoneById(companies.Of(file.Company).TimeZone));
        mail.Add(session, file.Company, InLanguage.Say(language, () => Written(person, shown, at, site, wanted, file.Path)));
    }

    MailMessage Written(Person to, ShownMessage shown, DateTimeOffset at, string? site, MessageMail wanted, string path)
    {
        var (message, who) = (shown.Message, WhoOf(shown));
        var number = message.CallerNumber.Length > 0 && message.CallerNumber != who ? $" ({message.CallerNumber})" : "";
        return new MailMessage(
            to.Email,
            text["MailSubject", who],
            text[
                site is null ? "MailText" : "MailTextWithLink",
                to.Name,
                $"{who}{number}",
                at.ToString("f", CultureInfo.CurrentCulture),
                SoundWords.Clock(message.Length),
                $"{site}/voicemail?open={message.Id}"
            ]
        )
        {
            Attachment =
                wanted is MessageMail.WithSound
                    ? new MailAttachment(path, SoundWords.FileName(text["Voicemail"], at.DateTime, who), SoundWords.Type)
                    : null,
        };
    }

    string WhoOf(ShownMessage shown) =>
        shown.Name.Length > 0 ? shown.Name
        : shown.Message.CallerNumber.Length > 0 ? shown.Message.CallerNumber
        : text["Anonymous"];
}
