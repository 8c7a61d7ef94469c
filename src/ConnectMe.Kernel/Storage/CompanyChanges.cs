using System.Collections.Concurrent;
using Marten;
using Marten.Services;

namespace ConnectMe.Kernel;

/// <summary>Hears each commit of this process, counts per company those that changed one of a module's kinds of document, and tells who listens.</summary>
/// <param name="kinds">The types of document that count.</param>
public abstract class CompanyChanges(params Type[] kinds) : DocumentSessionListenerBase
{
    readonly HashSet<Type> _kinds = [.. kinds];
    readonly ConcurrentDictionary<CompanyId, long> _versions = new();

    /// <returns>Another number after each change, for as long as the process runs.</returns>
    public long VersionOf(CompanyId company) => _versions.GetValueOrDefault(company);

    public sealed override async Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        var changed =
            commit.Inserted.Concat(commit.Updated).Any(document => _kinds.Contains(document.GetType()))
            || commit.Deleted.Any(deletion => _kinds.Contains(deletion.DocumentType));
        if (changed && Guid.TryParseExact(session.TenantId, "n", out var id))
        {
            await Changed(new CompanyId(id));
        }
    }

    /// <summary>Counts a change and tells of it.</summary>
    protected async Task Changed(CompanyId company)
    {
        _versions.AddOrUpdate(company, 1, (_, version) => version + 1);
        await Tell(company);
    }

    protected abstract Task Tell(CompanyId company);
}
