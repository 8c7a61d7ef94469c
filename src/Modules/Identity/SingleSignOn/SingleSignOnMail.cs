using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>What people are mailed when a way into their account is added or taken away. Adds to the caller's transaction.</summary>
internal sealed class SingleSignOnMail(IMail mail, IStringLocalizer<SingleSignOnText> text)
{
    public async Task Tell(IDocumentSession session, CompanyId company, User to, string provider, bool isLinked, CancellationToken ct)
    {
        var (subject, body) = InLanguage.Say(
            await mail.LanguageOf(company, ct),
            () => (text["MailSubject"].Value, text[isLinked ? "MailLinked" : "MailUnlinked", to.Name, provider].Value)
        );
        mail.Add(session, company, new MailMessage(to.Email, subject, body));
    }
}
