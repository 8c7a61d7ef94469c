using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.People;

/// <summary>Hears each commit of this process, counts those that changed a company's people, and tells who listens.</summary>
internal sealed class PeopleChanges(IServiceProvider services) : DocumentSessionListenerBase
{
    readonly ConcurrentDictionary<CompanyId, long> _versions = new();

    public long VersionOf(CompanyId company) => _versions.GetValueOrDefault(company);

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        var changed =
            commit.Inserted.Concat(commit.Updated).Any(document => document is User or CompanyRights)
            || commit.Deleted.Any(d => d.DocumentType == typeof(User));
        if (changed && Guid.TryParseExact(session.TenantId, "n", out var company))
        {
            var id = new CompanyId(company);
            _versions.AddOrUpdate(id, 1, (_, version) => version + 1);
            foreach (var listener in services.GetServices<IPeopleChanged>())
            {
                listener.PeopleChanged(id);
            }
        }

        return Task.CompletedTask;
    }
}
