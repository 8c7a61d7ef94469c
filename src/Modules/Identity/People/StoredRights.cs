using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.People;

internal static class StoredRights
{
    /// <summary>The session is the company's.</summary>
    public static async Task<CompanyRights> RightsOf(this IQuerySession session, CompanyId company, CancellationToken ct)
    {
        var id = CompanyRights.IdOf(company.Value);
        return await session.LoadAsync<CompanyRights>(id, ct) ?? CompanyRights.Standard(id);
    }

    /// <summary>Appends what is decided by the company's rights as they are.</summary>
    public static async Task<Outcome> ChangeRights(
        this IDocumentSession session,
        CompanyId company,
        Func<CompanyRights, IEnumerable<object>> decide,
        CancellationToken ct
    )
    {
        var id = CompanyRights.IdOf(company.Value);
        var stream = await session.Events.FetchForWriting<CompanyRights>(id, ct);
        stream.AppendMany(decide(stream.Aggregate ?? CompanyRights.Standard(id)));
        await session.SaveChangesAsync(ct);
        return Outcome.Done;
    }
}
