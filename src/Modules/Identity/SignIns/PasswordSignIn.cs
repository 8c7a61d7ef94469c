using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SignIns;

/// <summary>
/// Checks a name and a password, with the same work and the same answer whether the account exists or not; first with the password that we keep, then with
/// the company's directory.
/// </summary>
internal sealed class PasswordSignIn(
    IDocumentStore store,
    SignInLimits limits,
    KnownBrowser browsers,
    RefusedSignIns refused,
    DirectoryLinks links,
    DirectorySignIn directory,
    ILogger<PasswordSignIn> log
) : IDisposable
{
    // Each try costs a tenth of a second of a core; calls share the cores.
    readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount / 2));

    public async Task<SignInAnswer> Try(string typedName, string password, HttpRequest request, CancellationToken ct)
    {
        var address = ClientAddress.Of(request);
        var name = typedName.Length <= SignInName.Longest ? SignInName.Normalize(typedName) : "";
        await using var installation = store.QuerySession();
        var found = await installation.LoadAsync<SignInName>(name, ct);
        var account = found ?? new SignInName(name, Guid.Empty, Guid.Empty);

        var mark = browsers.MarkFor(account.UserId, request);
        if (!limits.TryBegin(name, address, mark))
        {
            log.TooManyAttempts(address);
            return new SignInAnswer.TooManyTries();
        }

        await using var company = store.QueryFor(new CompanyId(account.CompanyId));
        var credential = await company.LoadAsync<Credential>(account.UserId, ct);
        var user = await company.LoadAsync<User>(account.UserId, ct);
        var active = user is { DeactivatedAt: null } ? user : null;
        var link = await links.Of(new CompanyId(account.CompanyId), active?.Id ?? Guid.Empty, ct);
        var own = active is not null && DirectoryLinks.HasOwnPassword(active, link) ? credential : null;
        if (await Verify(password, own?.PasswordHash ?? PasswordHash.OfNobody, ct) && own is not null)
        {
            limits.Succeeded(name, address, mark);
            return new SignInAnswer.Right(new CompanyId(account.CompanyId), new UserId(own.Id), address, own.PasswordHash);
        }

        // Who is invited and has no password yet may be the directory's: it says whether its entry is theirs (DirectoryAccounts).
        var known = credential is null && link is null && active is { IsAdministrator: false } ? null : user;
        switch (await directory.Try(name, new CompanyId(account.CompanyId), known, link, password, mark, ct))
        {
            case DirectoryVerdict.Right right:
                limits.Succeeded(name, address, mark);
                return new SignInAnswer.Right(right.Company, new UserId(right.Link.Id), address, right.Link.Proof);
            case DirectoryVerdict.NoAccount:
                return new SignInAnswer.NoAccount();
            case DirectoryVerdict.PasswordOld:
                return new SignInAnswer.PasswordOld();
            case var verdict:
                var tried = (verdict as DirectoryVerdict.Wrong)?.User ?? user;
                log.SignInRefused(address, tried?.Id);
                if (tried is not null)
                {
                    var where = verdict is DirectoryVerdict.Wrong { User: not null } wrong
                        ? wrong.Company
                        : new CompanyId(account.CompanyId);
                    var by = request.Path + (link is null && user is not null ? "" : AuditEntry.ByDirectory);
                    refused.Add(where, tried, by, address, request.Headers.UserAgent.ToString());
                }

                return verdict is DirectoryVerdict.Away ? new SignInAnswer.DirectoryAway() : new SignInAnswer.Wrong();
        }
    }

    /// <summary>
    /// Asked after the session was opened: the password was not changed, the provider not switched off, and the person not deactivated, linked to the directory or freed from it, while it
    /// was being opened.
    /// </summary>
    public async Task<bool> StillHolds(SignInAnswer.Right right, CancellationToken ct)
    {
        await using var company = store.QueryFor(right.Company);
        if (await company.LoadAsync<User>(right.User.Value, ct) is not { DeactivatedAt: null } user)
        {
            return false;
        }

        if (right.Provider is { } provider)
        {
            return await company.LoadAsync<SignInProvider>(provider.Id, ct) is { IsOn: true };
        }

        var link = await links.Of(right.Company, user.Id, ct);
        return right.IsByDirectory
            ? link?.Proof == right.PasswordHash
            : DirectoryLinks.HasOwnPassword(user, link)
                && (await company.LoadAsync<Credential>(user.Id, ct))?.PasswordHash == right.PasswordHash;
    }

    /// <summary>The signed-in person types their password once more.</summary>
    public async Task<bool> Fits(CompanyId company, UserId user, string password, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        if (await query.LoadAsync<User>(user.Value, ct) is not { } person)
        {
            return false;
        }

        var link = await links.Of(company, person.Id, ct);
        var own = DirectoryLinks.HasOwnPassword(person, link) ? await query.LoadAsync<Credential>(person.Id, ct) : null;
        return (own is not null && await Verify(password, own.PasswordHash, ct))
            || (link is not null && await directory.Fits(company, person, link, password, ct));
    }

    public void Dispose() => _cores.Dispose();

    async Task<bool> Verify(string password, string hash, CancellationToken ct)
    {
        await _cores.WaitAsync(ct);
        try
        {
            return await Task.Run(() => password.Length <= PasswordHash.LongestPassword && PasswordHash.Verify(password, hash), ct);
        }
        finally
        {
            _cores.Release();
        }
    }
}

/// <summary>What the sign-in page is told; it shows no more than that.</summary>
internal abstract record SignInAnswer
{
    /// <param name="PasswordHash">Or what stands for it (<see cref="DirectoryLink.Proof"/>); empty when a provider vouched.</param>
    internal sealed record Right(CompanyId Company, UserId User, string Address, string PasswordHash) : SignInAnswer
    {
        public bool IsByDirectory => DirectoryLink.IsProof(PasswordHash);

        /// <summary>Who vouched for them instead; null: nobody did.</summary>
        public VouchedBy? Provider { get; init; }
    }

    internal sealed record Wrong : SignInAnswer;

    internal sealed record TooManyTries : SignInAnswer;

    /// <summary>Of every name whose password we do not keep, whether it is somebody's or not.</summary>
    internal sealed record DirectoryAway : SignInAnswer;

    /// <summary>The directory's password was right.</summary>
    internal sealed record NoAccount : SignInAnswer;

    /// <summary>The directory's password was right.</summary>
    internal sealed record PasswordOld : SignInAnswer;
}
