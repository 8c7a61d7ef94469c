using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using Marten;

namespace ConnectMe.Identity.Retention;

/// <summary>Who left long ago is erased, as an administrator would have done it.</summary>
internal sealed class OldPeople(IDocumentStore store, PersonErasure erasure, TimeProvider time) : IOldData
{
    public string Class => IdentityData.Left;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var old = await query
            .Query<User>()
            .Where(user => user.DeactivatedAt < before)
            .Select(user => user.Id)
            .Take(IOldData.AtOnce)
            .ToListAsync(ct);
        foreach (var id in old)
        {
            if (await erasure.Find(company, id, ct) is { } person)
            {
                await Note(person, ct);
                await erasure.Erase(person, ct);
            }
        }

        return old.Count;
    }

    /// <summary>First: what an erasure left in the audit log is explained by it.</summary>
    async Task Note(ErasedPerson person, CancellationToken ct)
    {
        await using var session = store.SessionFor(person.Company);
        session.Insert(
            OpenAct.Describe(
                new AuditEntry
                {
                    Id = Guid.NewGuid(),
                    CompanyId = person.Company.Value,
                    At = time.GetUtcNow(),
                    Kind = AuditKind.Administration,
                    Act = AuditEntry.PersonErased,
                    AboutId = person.Id.Value,
                    About = person.Pseudonym,
                }
            )
        );
        await session.SaveChangesAsync(ct);
    }
}
