using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>Links an account at a provider to who is signed in, who has typed their password to begin it. Their other browsers are signed out, as when a factor changes.</summary>
internal sealed class ProviderLinking(
    IDocumentStore store,
    ProviderAccounts accounts,
    ProviderActs acts,
    BrowserSessions sessions,
    SingleSignOnMail mail,
    ILogger<ProviderLinking> log
)
{
    /// <returns>Why not; null: it is linked.</returns>
    public async Task<AccountRefusal?> Link(
        OpenSession open,
        SignInProvider provider,
        VouchedPerson vouched,
        HttpRequest request,
        CancellationToken ct
    )
    {
        await using var session = store.SessionFor(open.Company);
        var link = accounts.LinkOf(provider, vouched, open.User.Value);
        if (await session.LoadAsync<ProviderLink>(link.Id, ct) is { } there)
        {
            return there.UserId == open.User.Value ? null : AccountRefusal.SomebodyElses;
        }

        if (await session.LoadAsync<User>(open.User.Value, ct) is not { DeactivatedAt: null } user)
        {
            return AccountRefusal.Deactivated;
        }

        session.DeleteWhere<ProviderLink>(one => one.UserId == user.Id && one.Issuer == link.Issuer); // one account there: the new one
        session.Insert(link);
        acts.Add(session, ProviderActs.Linked, open.Company, user, provider.Name, request);
        await mail.Tell(session, open.Company, user, provider.Name, isLinked: true, ct);
        try
        {
            await sessions.SaveAndEndAll(session, open.User, but: open.Id, ct);
        }
        catch (Exception exception) when (PersonSaving.IsTaken(exception))
        {
            return AccountRefusal.AtOnce;
        }

        log.Linked(user.Id, open.Company, provider.Id);
        return null;
    }
}
