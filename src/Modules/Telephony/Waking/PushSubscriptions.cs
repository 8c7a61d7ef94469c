using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Waking;

/// <summary>The browsers of each person that can be woken. They go with the sign-in during which they were given: who signed out is not told of calls.</summary>
internal sealed class PushSubscriptions(IDocumentStore store, ILogger<PushSubscriptions> log) : ISessionEnded
{
    /// <summary>More browsers than anyone has; the oldest give way.</summary>
    public const int MostPerPerson = 10;

    public async Task<IReadOnlyList<PushSubscription>> Of(CompanyId company, UserId person, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return await query.Query<PushSubscription>().Where(s => s.PersonId == person.Value).OrderBy(s => s.At).ToListAsync(ct);
    }

    public async Task Remove(CompanyId company, PushSubscription gone, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        session.Delete(gone);
        await session.SaveChangesAsync(ct);
    }

    /// <summary>Not as part of the request that ends it: the entry in the audit log goes with a transaction of that one, and only once.</summary>
    public void SessionEnded(CompanyId company, UserId user, Guid session)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => RemoveOf(company, user, session));
        }
    }

    async Task RemoveOf(CompanyId company, UserId user, Guid session)
    {
        try
        {
            foreach (var subscription in await Of(company, user, CancellationToken.None))
            {
                if (subscription.SessionId == session)
                {
                    await Remove(company, subscription, CancellationToken.None);
                }
            }
        }
        catch (Exception failure) // nobody awaits this
        {
            log.PushNotForgotten(failure, user, company);
        }
    }
}
