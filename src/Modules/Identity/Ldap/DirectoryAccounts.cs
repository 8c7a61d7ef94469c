using System.Globalization;
using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using JasperFx;
using Marten;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ConnectMe.Identity.Ldap;

/// <summary>
/// The account of who signs in by the directory for the first time, with an e-mail address in one of the company's domains. Whose user name and address are
/// both those of one person here who is no administrator and never had a password is linked to them. Whose address or name is anybody else's gets none:
/// an address alone proves nothing, and who has a password here is linked by an administrator. All others get a new account.
/// </summary>
internal sealed class DirectoryAccounts(
    IDocumentStore store,
    ICompanies companies,
    IEnumerable<IReservedNumbers> reserved,
    TimeProvider time,
    ILogger<DirectoryAccounts> log
)
{
    public const string AccountMade = "directory-account-made";
    public const string LinkedAtSignIn = "directory-linked";

    /// <returns>Null: they get none, and the log says why.</returns>
    public async Task<DirectoryLink?> Make(CompanyId company, DirectorySettings settings, DirectoryPerson person, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var (name, email) = (SignInName.Normalize(person.Login), SignInName.Normalize(person.Email));
        var (byName, byEmail) = (await session.LoadAsync<SignInName>(name, ct), await session.LoadAsync<SignInName>(email, ct));
        var whyNot = await (
            byName is null && byEmail is null ? New(session, company, person, ct) : Known(session, company, byName, byEmail, person, ct)
        );
        if (whyNot is not null)
        {
            log.NoAccountMade(settings.Id, person.Id, whyNot);
            return null;
        }

        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (Exception exception)
            when (exception is DocumentAlreadyExistsException
                || (exception.InnerException ?? exception) is PostgresException { SqlState: "23505" }
            )
        {
            log.NoAccountMade(settings.Id, person.Id, "somebody else was a moment earlier");
        }

        await using var query = store.QueryFor(company);
        var link = await query.Query<DirectoryLink>().FirstOrDefaultAsync(one => one.Entry == person.Id, ct);
        if (link is not null)
        {
            log.LinkedAtSignIn(settings.Id, link.Id, person.Id, byName is null && byEmail is null);
        }

        return link;
    }

    async Task<string?> Known(
        IDocumentSession session,
        CompanyId company,
        SignInName? byName,
        SignInName? byEmail,
        DirectoryPerson person,
        CancellationToken ct
    )
    {
        if (byName is null || byEmail is null || byName.UserId != byEmail.UserId || byName.CompanyId != company.Value)
        {
            return "its name or its address is that of another person";
        }

        var user = await session.LoadAsync<User>(byName.UserId, ct);
        if (
            user is not { DeactivatedAt: null, IsAdministrator: false }
            || await session.LoadAsync<Credential>(user.Id, ct) is not null
            || await session.LoadAsync<DirectoryLink>(user.Id, ct) is not null
        )
        {
            return "the person with its name and address has a password, is linked, is an administrator or has left";
        }

        Link(session, company, user.Id, user.Name, person, LinkedAtSignIn);
        return null;
    }

    async Task<string?> New(IDocumentSession session, CompanyId company, DirectoryPerson person, CancellationToken ct)
    {
        if (MailAddress.Read(person.Email) is null || person.Login.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign)))
        {
            return "its address or its name cannot be one of ours";
        }

        if (await FreeExtension(session, company, ct) is not { } extension)
        {
            return "no extension is free";
        }

        var rights = await session.RightsOf(company, ct);
        var added = new UserAdded(
            Guid.CreateVersion7(time.GetUtcNow()),
            Plain(person.Name) is { Length: > 0 } name ? name : person.Login,
            person.Login.Length is > 0 and <= SignInName.Longest ? person.Login : person.Email.Trim(),
            person.Email.Trim(),
            extension,
            Role: "",
            Department: Plain(person.Department),
            Mobile: TelephoneNumbers.Read(person.Mobile.Trim(), companies.Of(company).Country),
            RightsTemplate: rights.ForNewPeople
        );
        session.AddUser(company.Value, added);
        Link(session, company, added.UserId, added.Name, person, AccountMade);
        return null;
    }

    void Link(IDocumentSession session, CompanyId company, Guid user, string name, DirectoryPerson person, string act)
    {
        var now = time.GetUtcNow();
        PasswordLinks.EndAll(session, user);
        session.Insert(new DirectoryLink(user, person.Id, person.Dn) { LinkedAt = now });
        session.Insert(DirectoryEntries.Of(company, act, user, name, now));
    }

    /// <summary>From the company's range, else after the highest there is, as long as that.</summary>
    async Task<string?> FreeExtension(IQuerySession session, CompanyId company, CancellationToken ct)
    {
        var taken = (
            await session.Query<User>().Where(user => user.DeactivatedAt == null).Select(user => user.Extension).ToListAsync(ct)
        ).ToHashSet(StringComparer.Ordinal);
        var (first, last) = companies.Of(company) is { FirstExtension: { } from, LastExtension: { } to } ? (from, to) : After(taken);
        for (var number = first; number <= last; number++)
        {
            var extension = number.ToString(CultureInfo.InvariantCulture);
            if (!taken.Contains(extension) && !await IsReserved(company, extension, ct))
            {
                return extension;
            }
        }

        return null;
    }

    static (int First, int Last) After(HashSet<string> taken)
    {
        var highest = taken
            .Select(extension => int.TryParse(extension, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty(100)
            .Max();
        var digits = highest.ToString(CultureInfo.InvariantCulture).Length;
        return (highest + 1, (int)Math.Pow(10, digits) - 1);
    }

    async Task<bool> IsReserved(CompanyId company, string extension, CancellationToken ct)
    {
        foreach (var part in reserved)
        {
            if (await part.IsReserved(company, extension, ct))
            {
                return true;
            }
        }

        return false;
    }

    static string Plain(string text)
    {
        var plain = string.Concat(text.Where(sign => !char.IsControl(sign))).Trim();
        return plain.Length <= User.LongestName ? plain : plain[..User.LongestName];
    }
}

/// <summary>Entries of the audit log about what the directory made happen, and nobody did.</summary>
internal static class DirectoryEntries
{
    public static AuditEntry Of(CompanyId company, string act, Guid about, string name, DateTimeOffset now) =>
        OpenAct.Describe(
            new AuditEntry
            {
                Id = Guid.NewGuid(),
                CompanyId = company.Value,
                At = now,
                Kind = AuditKind.Administration,
                Act = act,
                Result = AuditResult.Done,
                AboutId = about,
                About = name,
            }
        );
}
