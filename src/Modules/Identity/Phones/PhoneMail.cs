using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Phones;

/// <summary>What people are mailed about their phones, in the language of the company's mail.</summary>
internal sealed class PhoneMail(IMail mail, IDocumentStore store, IStringLocalizer<PhoneText> text)
{
    /// <summary>Adds to the caller's transaction.</summary>
    public async Task SendLink(IDocumentSession session, CompanyId company, User to, string link, CancellationToken ct)
    {
        var minutes = (int)PhoneLink.Lasts.TotalMinutes;
        await Add(session, company, to, () => (text["LinkSubject"], text["LinkMail", to.Name, link, minutes]), ct);
    }

    /// <summary>Whoever did it: a phone that is not theirs is seen, and revoked.</summary>
    public async Task TellOfPhone(CompanyId company, UserId user, string browser, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        if (await session.LoadAsync<User>(user.Value, ct) is { } to)
        {
            await Add(
                session,
                company,
                to,
                () => (text["PhoneSubject"], text["PhoneMail", to.Name, BrowserName.System(browser) ?? text["Phone"]]),
                ct
            );
            await session.SaveChangesAsync(ct);
        }
    }

    async Task Add(
        IDocumentSession session,
        CompanyId company,
        User to,
        Func<(LocalizedString Subject, LocalizedString Text)> words,
        CancellationToken ct
    )
    {
        var (subject, body) = InLanguage.Say(await mail.LanguageOf(company, ct), words);
        mail.Add(session, company, new MailMessage(to.Email, subject, body));
    }
}
