using ConnectMe.Identity.Domain;
using Marten;

namespace ConnectMe.Identity.Audit;

/// <summary>Names that are not in an entry any more are explained by another one that says whose erasure it was.</summary>
internal sealed class AuditErasures(IQuerySession query)
{
    readonly Dictionary<Guid, bool> _known = [];

    public async ValueTask<bool> Explain(AuditEntry entry, CancellationToken ct)
    {
        if (entry.ErasedFor is not { } person)
        {
            return true;
        }

        if (!_known.TryGetValue(person, out var isErased))
        {
            isErased = await query
                .Query<AuditEntry>()
                .AnyAsync(
                    e => e.AboutId == person && (e.Act == AuditEntry.PersonErased || e.Act == AuditEntry.NumberErased) && e.Number > 0,
                    ct
                );
            _known[person] = isErased;
        }

        return isErased;
    }
}
