using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>
/// Whose account it is that a provider vouches for: by issuer and subject, within the company whose provider it is. An address leads to somebody only at their first
/// sign-in, where the administrator allows it, and never to an administrator or to somebody who has another account there.
/// </summary>
internal sealed class ProviderAccounts(
    IDocumentStore store,
    NewcomerAccounts newcomers,
    ProviderActs acts,
    RefusedSignIns refused,
    TimeProvider time,
    ILogger<ProviderAccounts> log
)
{
    public async Task<AccountAnswer> Find(
        CompanyId company,
        SignInProvider provider,
        VouchedPerson vouched,
        HttpRequest request,
        CancellationToken ct
    )
    {
        await using var session = store.SessionFor(company);
        var link = await session.LoadAsync<ProviderLink>(ProviderLink.IdOf(vouched.Issuer, vouched.Subject), ct);
        if (link is not null && await session.LoadAsync<User>(link.UserId, ct) is { } known)
        {
            return known.DeactivatedAt is null ? new AccountAnswer.Known(known) : Deactivated(company, provider, known, request);
        }

        if (!vouched.IsEmailVerified || !provider.Covers(vouched.Email!))
        {
            return new AccountAnswer.Refused(AccountRefusal.NotLinked, null);
        }

        try
        {
            return await AtFirst(session, company, provider, vouched, request, ct);
        }
        catch (Exception exception) when (PersonSaving.IsTaken(exception))
        {
            return new AccountAnswer.Refused(AccountRefusal.AtOnce, null); // twice at the same moment, or their number was given away meanwhile
        }
    }

    async Task<AccountAnswer> AtFirst(
        IDocumentSession session,
        CompanyId company,
        SignInProvider provider,
        VouchedPerson vouched,
        HttpRequest request,
        CancellationToken ct
    )
    {
        var name = await session.LoadAsync<SignInName>(SignInName.Normalize(vouched.Email!), ct);
        if (name is null)
        {
            return provider.MakesAccounts
                ? await Make(session, company, provider, vouched, request, ct)
                : new AccountAnswer.Refused(AccountRefusal.NotLinked, null);
        }

        if (
            name.CompanyId != company.Value
            || await session.LoadAsync<User>(name.UserId, ct) is not { } user
            || SignInName.Normalize(user.Email) != name.Id // somebody else's user name may look like it
        )
        {
            return new AccountAnswer.Refused(AccountRefusal.NotLinked, null);
        }

        if (user.DeactivatedAt is not null)
        {
            return Deactivated(company, provider, user, request);
        }

        var hasAnother = await session.Query<ProviderLink>().AnyAsync(one => one.UserId == user.Id && one.Issuer == vouched.Issuer, ct);
        if (!provider.LinksByEmail || user.IsAdministrator || hasAnother)
        {
            return new AccountAnswer.Refused(AccountRefusal.NotLinked, user);
        }

        session.Insert(LinkOf(provider, vouched, user.Id));
        acts.Add(session, ProviderActs.LinkedByAddress, company, user, provider.Name, request);
        await session.SaveChangesAsync(ct);
        log.Linked(user.Id, company, provider.Id);
        return new AccountAnswer.Known(user);
    }

    async Task<AccountAnswer> Make(
        IDocumentSession session,
        CompanyId company,
        SignInProvider provider,
        VouchedPerson vouched,
        HttpRequest request,
        CancellationToken ct
    )
    {
        if (await newcomers.Make(session, company, vouched, ct) is not { } user)
        {
            return new AccountAnswer.Refused(AccountRefusal.NoNumber, null);
        }

        session.Insert(LinkOf(provider, vouched, user.Id));
        acts.Add(session, ProviderActs.AccountMade, company, user, provider.Name, request);
        await session.SaveChangesAsync(ct);
        log.AccountMade(user.Id, company, provider.Id);
        return new AccountAnswer.Known(user);
    }

    AccountAnswer.Refused Deactivated(CompanyId company, SignInProvider provider, User user, HttpRequest request)
    {
        var browser = request.Headers.UserAgent.ToString();
        refused.Add(company, user, AuditEntry.ByProvider + provider.Name, ClientAddress.Of(request), browser);
        return new AccountAnswer.Refused(AccountRefusal.Deactivated, user);
    }

    public ProviderLink LinkOf(SignInProvider provider, VouchedPerson vouched, Guid user) =>
        new(
            ProviderLink.IdOf(vouched.Issuer, vouched.Subject),
            user,
            provider.Id,
            vouched.Issuer,
            ProviderFault.Plain(vouched.Email ?? vouched.Name),
            time.GetUtcNow()
        );
}

/// <summary>Who came, or why they do not come in.</summary>
internal abstract record AccountAnswer
{
    internal sealed record Known(User User) : AccountAnswer;

    /// <param name="User">Whom it would have led to; null: nobody.</param>
    internal sealed record Refused(AccountRefusal Reason, User? User) : AccountAnswer;
}

internal enum AccountRefusal
{
    /// <summary>Their account there leads to nobody here.</summary>
    NotLinked,
    Deactivated,

    /// <summary>They would get an account, and no extension is free.</summary>
    NoNumber,

    /// <summary>Another sign-in took what this one needed: once more.</summary>
    AtOnce,

    /// <summary>Their account there leads to a colleague.</summary>
    SomebodyElses,

    /// <summary>It was begun in another sign-in than this browser has now.</summary>
    OtherSession,
}
