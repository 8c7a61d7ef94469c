using System.Collections.Concurrent;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Marten.Services;

namespace ConnectMe.Identity.People;

/// <summary>Hears each commit of this process, and counts those that changed a company's people.</summary>
internal sealed class PeopleChanges : DocumentSessionListenerBase
{
    readonly ConcurrentDictionary<CompanyId, long> _versions = new();

    public long VersionOf(CompanyId company) => _versions.GetValueOrDefault(company);

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        var changed =
            commit.Inserted.Concat(commit.Updated).OfType<User>().Any() || commit.Deleted.Any(d => d.DocumentType == typeof(User));
        if (changed && Guid.TryParseExact(session.TenantId, "n", out var company))
        {
            _versions.AddOrUpdate(new CompanyId(company), 1, (_, version) => version + 1);
        }

        return Task.CompletedTask;
    }
}
