using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Passwords;

/// <summary>What people are mailed about their account, in the language of the company's mail. Each adds to the caller's transaction.</summary>
internal sealed class AccountMail(
    IMail mail,
    IStringLocalizer<PasswordText> text,
    IStringLocalizer<AuditText> addressText,
    TimeProvider time
)
{
    /// <param name="site">Where ConnectMe is reached, without a path.</param>
    public async Task Invite(IDocumentSession session, CompanyId company, UserAddress to, string site, string token, CancellationToken ct)
    {
        var firm = (await session.LoadAsync<Company>(company.Value, ct))?.Name ?? "";
        await Add(
            session,
            company,
            to.Email,
            () =>
                (
                    text["InvitationSubject", firm],
                    text["InvitationText", to.Name, firm, Link(site, token), to.UserName, Hours(PasswordLinks.InvitationLasts)]
                ),
            ct
        );
    }

    public Task Reset(IDocumentSession session, CompanyId company, UserAddress to, string site, string token, CancellationToken ct) =>
        Add(
            session,
            company,
            to.Email,
            () =>
                (
                    text["ForgottenSubject"],
                    text["ForgottenText", to.Name, Link(site, token), (int)PasswordLinks.ForgottenLasts.TotalMinutes]
                ),
            ct
        );

    public Task TellOfChange(IDocumentSession session, CompanyId company, UserAddress to, CancellationToken ct) =>
        Add(session, company, to.Email, () => (text["ChangedSubject"], text["ChangedText", to.Name, When()]), ct);

    /// <summary>To the address before: who reads it may know nothing of the change.</summary>
    public Task TellOldAddress(IDocumentSession session, CompanyId company, UserAddress before, string now, CancellationToken ct) =>
        Add(
            session,
            company,
            before.Email,
            () => (addressText["AddressChangedSubject"], addressText["AddressChangedText", before.Name, When(), Veiled(now)]),
            ct
        );

    /// <summary>"j…@example.org": enough to know it again, and nothing for who must not know it.</summary>
    static string Veiled(string address) => address.Split('@') is [{ Length: > 0 } name, var domain] ? $"{name[0]}…@{domain}" : "…";

    async Task Add(
        IDocumentSession session,
        CompanyId company,
        string address,
        Func<(LocalizedString Subject, LocalizedString Text)> words,
        CancellationToken ct
    )
    {
        var (subject, body) = InLanguage.Say(await mail.LanguageOf(company, ct), words);
        mail.Add(session, company, new MailMessage(address, subject, body));
    }

    static string Link(string site, string token) => $"{site.TrimEnd('/')}/set-password?token={token}";

    static int Hours(TimeSpan lasts) => (int)lasts.TotalHours;

    string When() =>
        TimeZoneInfo
            .ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"))
            .ToString("f", CultureInfo.CurrentCulture);
}

/// <summary>Who a mail is about and goes to.</summary>
internal sealed record UserAddress(string Name, string UserName, string Email)
{
    public static UserAddress Of(User user) => new(user.Name, user.UserName, user.Email);
}
