using System.Collections.Concurrent;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>The providers of all companies: read once at start, and kept up by each commit of this process. The sign-in page and every page of who came by one ask.</summary>
internal sealed class ProvidersInMemory : DocumentSessionListenerBase
{
    readonly ConcurrentDictionary<Guid, (CompanyId Company, SignInProvider Provider)> _providers = new();

    /// <summary>That people can choose, by name.</summary>
    public IReadOnlyList<SignInProvider> On(CompanyId company) =>
        [
            .. _providers
                .Values.Where(one => one.Company == company && one.Provider.IsOn)
                .Select(one => one.Provider)
                .OrderBy(provider => provider.Name, StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Null: there is none, or it is off.</summary>
    public (CompanyId Company, SignInProvider Provider)? Find(Guid id) =>
        _providers.TryGetValue(id, out var found) && found.Provider.IsOn ? found : null;

    /// <summary>The one by which this person signs in instead of by a password; null: their password does.</summary>
    public SignInProvider? OnlyWayOf(CompanyId company, string email, bool isAdministrator) =>
        isAdministrator ? null : On(company).FirstOrDefault(provider => provider.IsOnlyWay && provider.Covers(email));

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (Guid.TryParseExact(session.TenantId, "n", out var company))
        {
            foreach (var provider in commit.Inserted.Concat(commit.Updated).OfType<SignInProvider>())
            {
                _providers[provider.Id] = (new CompanyId(company), provider);
            }

            foreach (var gone in commit.Deleted.Where(deletion => deletion.DocumentType == typeof(SignInProvider)))
            {
                if (gone.Id is Guid id)
                {
                    _providers.TryRemove(id, out _);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Before anything that asks.</summary>
    internal sealed class Reading(ProvidersInMemory providers, IDocumentStore store) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var installation = store.QuerySession();
            foreach (var company in await installation.Query<Company>().Where(c => c.AnyTenant()).ToListAsync(cancellationToken))
            {
                var id = new CompanyId(company.Id);
                await using var query = store.QueryFor(id);
                foreach (var provider in await query.Query<SignInProvider>().ToListAsync(cancellationToken))
                {
                    providers._providers[provider.Id] = (id, provider);
                }
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
