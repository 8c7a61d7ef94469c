using ConnectMe.Identity.Domain;
using Marten;

namespace ConnectMe.Identity.Exchange;

/// <summary>Imports that can still be taken back.</summary>
internal sealed class UndoableImports(IQuerySession session, TimeProvider time)
{
    /// <summary>Null when it is too long ago, was taken back already, or is no import of this company.</summary>
    public async Task<ImportedPeople?> Find(Guid id, CancellationToken ct) =>
        await session.LoadAsync<ImportedPeople>(id, ct) is { } imported && imported.At >= time.GetUtcNow() - ImportedPeople.CanBeUndone
            ? imported
            : null;
}
