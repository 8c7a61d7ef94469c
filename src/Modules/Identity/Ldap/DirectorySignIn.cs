using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Ldap;

/// <summary>
/// Checks a name and a password with the company's directory, by a bind as the entry that was found. Names that are nobody's, people with a password of
/// their own and people in the directory without an account here take the same steps, the last with a name and a password that nobody has: neither the
/// answer nor its time says who there is, and a password is sent only for who signs in by it.
/// </summary>
internal sealed class DirectorySignIn(
    IDocumentStore store,
    CompanyDirectory directory,
    DirectoryLinks links,
    DirectoryTries tries,
    DirectoryAccounts accounts,
    ILogger<DirectorySignIn> log
)
{
    /// <param name="name">As it was typed, normalised.</param>
    /// <param name="user">Whose name it is; null: nobody's.</param>
    /// <param name="link">Of that user.</param>
    /// <param name="knownBrowser">See <see cref="SignIns.KnownBrowser"/>.</param>
    public async Task<DirectoryVerdict> Try(
        string name,
        CompanyId company,
        User? user,
        DirectoryLink? link,
        string password,
        string? knownBrowser,
        CancellationToken ct
    )
    {
        var settings = link is null ? await links.For(name, ct) : await links.Settings(company, ct);
        if (settings is not { IsOn: true })
        {
            return new DirectoryVerdict.Wrong(company, user);
        }

        DirectoryQuestion question = link is null
            ? new DirectoryQuestion.ByName(WithoutDomain(name))
            : new DirectoryQuestion.ById(link.Entry);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Longest);
        try
        {
            var isWhose = new Whose(settings, company, user, link, knownBrowser);
            return await directory.Ask(settings, visit => Check(visit, question, isWhose, password, patience.Token), patience.Token);
        }
        catch (DirectoryAwayException)
        {
            return new DirectoryVerdict.Away();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.DirectoryRefused(settings.Id, user?.Id, DirectoryFaultKind.TimedOut);
            return new DirectoryVerdict.Away();
        }
    }

    /// <summary>The signed-in person types their password once more.</summary>
    public async Task<bool> Fits(CompanyId company, User user, DirectoryLink link, string password, CancellationToken ct) =>
        await Try("", company, user, link, password, knownBrowser: "their own", ct) is DirectoryVerdict.Right;

    async Task<DirectoryVerdict> Check(DirectoryVisit visit, DirectoryQuestion question, Whose whose, string password, CancellationToken ct)
    {
        var (person, fault) = await visit.Find(question, ct);
        var isIn = await visit.IsInGroup(person?.Dn ?? $"cn=nobody,{whose.Settings.BaseDn}", ct);
        fault ??=
            person!.IsDisabled ? new DirectoryFault(DirectoryFaultKind.Disabled)
            : isIn ? null
            : new DirectoryFault(DirectoryFaultKind.NotInGroup);
        var (linked, user) = person is null ? default : await LinkedTo(person, whose, ct);
        var mayTry = fault is null && (linked is not null || (whose.User is null && DirectoryLinks.Covers(whose.Settings, person!.Email)));
        if (mayTry && !tries.TryBegin(person!.Id, whose.KnownBrowser))
        {
            log.DirectorySpared(whose.Settings.Id, linked?.Id);
            mayTry = false;
        }

        if (!mayTry)
        {
            await visit.ProveNobody(ct);
            return Refuse(whose, user ?? whose.User, fault);
        }

        if (await visit.Prove(person!, password, ct) is { } refusal)
        {
            return refusal.Kind is DirectoryFaultKind.PasswordOld ? new DirectoryVerdict.PasswordOld() : Refuse(whose, user, refusal); // "old" is told only of the right one
        }

        tries.Succeeded(person!.Id);
        var company = new CompanyId(whose.Settings.Id);
        linked ??= await accounts.Make(company, whose.Settings, person, ct);
        return linked is null ? new DirectoryVerdict.NoAccount() : new DirectoryVerdict.Right(company, linked);
    }

    /// <summary>Whose entry it is: of a name that is somebody's only theirs, of any other that of whoever is linked to it.</summary>
    async Task<(DirectoryLink? Link, User? User)> LinkedTo(DirectoryPerson person, Whose whose, CancellationToken ct)
    {
        if (whose.User is { } known)
        {
            return whose.Link is { } own && own.Entry == person.Id ? (own, known) : default;
        }

        await using var query = store.QueryFor(new CompanyId(whose.Settings.Id));
        return
            await query.Query<DirectoryLink>().FirstOrDefaultAsync(link => link.Entry == person.Id, ct) is { } link
            && await query.LoadAsync<User>(link.Id, ct) is { DeactivatedAt: null } user
            ? (link, user)
            : default;
    }

    DirectoryVerdict.Wrong Refuse(Whose whose, User? user, DirectoryFault? fault)
    {
        if (fault is not null && user is not null && (whose.User is null || whose.Link is not null))
        {
            log.DirectoryRefused(whose.Settings.Id, user.Id, fault.Kind);
        }

        return new DirectoryVerdict.Wrong(whose.User is null ? new CompanyId(whose.Settings.Id) : whose.Company, user);
    }

    /// <summary>"GARAGE\jan" is jan.</summary>
    static string WithoutDomain(string name) => name[(name.LastIndexOf('\\') + 1)..];

    sealed record Whose(DirectorySettings Settings, CompanyId Company, User? User, DirectoryLink? Link, string? KnownBrowser);

    /// <summary>All of it, whichever server answers.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
}

/// <summary>What the directory says of a name and a password.</summary>
internal abstract record DirectoryVerdict
{
    internal sealed record Right(CompanyId Company, DirectoryLink Link) : DirectoryVerdict;

    /// <param name="User">Whose account it was tried on; null: nobody's.</param>
    internal sealed record Wrong(CompanyId Company, User? User) : DirectoryVerdict;

    internal sealed record Away : DirectoryVerdict;

    /// <summary>The right password, of somebody who has no account here and gets none.</summary>
    internal sealed record NoAccount : DirectoryVerdict;

    /// <summary>The right password, but it must be changed first, in the directory.</summary>
    internal sealed record PasswordOld : DirectoryVerdict;
}
