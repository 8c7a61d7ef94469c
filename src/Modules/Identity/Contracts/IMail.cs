using System.Globalization;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Contracts;

/// <summary>Sends mail by the company's own mail server. A mail waits in the database until that server has taken it, for three days at most.</summary>
public interface IMail
{
    /// <summary>The language the company writes its mail in.</summary>
    ValueTask<CultureInfo> LanguageOf(CompanyId company, CancellationToken ct);

    /// <summary>Where people reach ConnectMe, without a slash at the end: for links in mail. Null: no administrator has said it.</summary>
    ValueTask<string?> SiteOf(CompanyId company, CancellationToken ct);

    /// <summary>Adds to the caller's transaction: the mail goes when that is saved, and not when it fails.</summary>
    void Add(IDocumentSession session, CompanyId company, MailMessage message);
}
