using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Audit;

/// <summary>Also of people who left.</summary>
internal sealed class PersonNames(IDocumentStore store) : IAuditNames
{
    public async ValueTask<string?> NameOf(CompanyId company, Guid id, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return (await query.LoadAsync<User>(id, ct))?.Name;
    }
}
