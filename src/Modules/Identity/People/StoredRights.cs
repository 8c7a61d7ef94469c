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
}
