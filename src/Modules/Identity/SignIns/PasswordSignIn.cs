using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SignIns;

/// <summary>Checks a name and a password, with the same work and the same answer whether the account exists or not.</summary>
internal sealed class PasswordSignIn(
    IDocumentStore store,
    SignInLimits limits,
    KnownBrowser browsers,
    RefusedSignIns refused,
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
        var right = await Verify(password, credential?.PasswordHash ?? PasswordHash.OfNobody, ct);
        if (!right || credential is null || user is not { DeactivatedAt: null })
        {
            log.SignInRefused(address, found?.UserId);
            if (user is not null)
            {
                refused.Add(new CompanyId(account.CompanyId), user, request.Path, address, request.Headers.UserAgent.ToString());
            }

            return new SignInAnswer.Wrong();
        }

        limits.Succeeded(name, address, mark);
        return new SignInAnswer.Right(new CompanyId(account.CompanyId), new UserId(account.UserId), address, credential.PasswordHash);
    }

    /// <summary>Asked after the session was opened: the password was not changed, and the person not deactivated, while it was being opened.</summary>
    public async Task<bool> StillHolds(SignInAnswer.Right right, CancellationToken ct)
    {
        await using var company = store.QueryFor(right.Company);
        return await company.LoadAsync<Credential>(right.User.Value, ct) is { } credential
            && credential.PasswordHash == right.PasswordHash
            && await company.LoadAsync<User>(right.User.Value, ct) is { DeactivatedAt: null };
    }

    /// <summary>The signed-in person types their password once more.</summary>
    public async Task<bool> Fits(CompanyId company, UserId user, string password, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return await query.LoadAsync<Credential>(user.Value, ct) is { } credential && await Verify(password, credential.PasswordHash, ct);
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
    internal sealed record Right(CompanyId Company, UserId User, string Address, string PasswordHash) : SignInAnswer;

    internal sealed record Wrong : SignInAnswer;

    internal sealed record TooManyTries : SignInAnswer;
}
