using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.SecondStep;

/// <summary>What people are mailed about their second factors, in the language of the company's mail. Each adds to the caller's transaction.</summary>
internal sealed class SecondFactorMail(IMail mail, IStringLocalizer<SecondFactorText> text, TimeProvider time)
{
    public async Task Code(IDocumentSession session, CompanyId company, User to, string code, CancellationToken ct)
    {
        var language = await mail.LanguageOf(company, ct);
        var minutes = (int)SentCode.Lasts.TotalMinutes;
        var (subject, body) = InLanguage.Say(language, () => (text["CodeSubject"].Value, text["CodeMail", to.Name, code, minutes].Value));
        mail.Add(session, company, new MailMessage(to.Email, subject, body) { GoodUntil = time.GetUtcNow() + SentCode.Lasts });
    }

    /// <param name="isAdded">False: removed.</param>
    public async Task TellOfChange(
        IDocumentSession session,
        CompanyId company,
        User to,
        SecondFactorMethod? method,
        bool isAdded,
        CancellationToken ct
    )
    {
        var language = await mail.LanguageOf(company, ct);
        var (subject, body) = InLanguage.Say(
            language,
            () =>
                (
                    text["ChangedSubject"].Value,
                    text[
                        isAdded ? "AddedMail" : "RemovedMail",
                        to.Name,
                        method is { } one ? text[$"Method-{one}"].Value : text["AllMethods"].Value
                    ].Value
                )
        );
        mail.Add(session, company, new MailMessage(to.Email, subject, body));
    }
}
