using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Passwords;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Ldap;

/// <summary>Tells who forgot a password that the directory has where it is changed; no more often than a link would be mailed.</summary>
internal sealed class DirectoryMail(DirectoryLinks links, IMail mail, TimeProvider time, IStringLocalizer<DirectoryText> text)
{
    /// <returns>False: it is not the directory that has it, and nothing was done. The session is saved here.</returns>
    public async Task<bool> Tells(IDocumentSession session, CompanyId company, User user, CancellationToken ct)
    {
        var (link, now) = (await links.Of(company, user.Id, ct), time.GetUtcNow());
        if (link is null || DirectoryLinks.HasOwnPassword(user, link))
        {
            return false;
        }

        if (link.MailedAt is null || now - link.MailedAt > ForgottenPasswords.BetweenMails)
        {
            var (subject, body) = InLanguage.Say(
                await mail.LanguageOf(company, ct),
                () => (text["ForgottenSubject"], text["ForgottenText", user.Name])
            );
            mail.Add(session, company, new MailMessage(user.Email, subject, body));
            session.Store(link with { MailedAt = now });
            await session.SaveChangesAsync(ct);
        }

        return true;
    }
}
