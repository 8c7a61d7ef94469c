using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Mail;

/// <summary>Puts mail into the company's outbox.</summary>
internal sealed class CompanyMail(IDocumentStore store, ICompanies companies, TimeProvider time) : IMail
{
    public const string StandardLanguage = "nl";

    public async ValueTask<CultureInfo> LanguageOf(CompanyId company, CancellationToken ct)
    {
        var settings = await SettingsOf(company, ct);
        return CultureInfo.GetCultureInfo(settings?.Language ?? companies.Of(company).Language);
    }

    public async ValueTask<string?> SiteOf(CompanyId company, CancellationToken ct) => (await SettingsOf(company, ct))?.Site?.TrimEnd('/');

    public void Add(IDocumentSession session, CompanyId company, MailMessage message)
    {
        var now = time.GetUtcNow();
        session.Insert(
            new OutgoingMail
            {
                Id = Guid.CreateVersion7(now),
                CompanyId = company.Value,
                To = message.To,
                Subject = message.Subject,
                Text = message.Text,
                QueuedAt = now,
                NextTryAt = now,
                GoodUntil = message.GoodUntil,
                Attachment = message.Attachment,
            }
        );
    }

    async Task<MailSettings?> SettingsOf(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return await query.LoadAsync<MailSettings>(company.Value, ct);
    }
}
