using System.Collections.Concurrent;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Identity.Consent;

/// <summary>Which versions are to be agreed to, and who has: read once at start, and kept up by each commit of this process. Every page asks.</summary>
internal sealed class PoliciesInMemory : DocumentSessionListenerBase
{
    readonly ConcurrentDictionary<(CompanyId Company, PolicyKind Kind), Policy> _published = new();
    readonly ConcurrentDictionary<Guid, Consents> _consents = new();

    /// <summary>Null: the text that comes with ConnectMe.</summary>
    public Policy? Of(CompanyId company, PolicyKind kind) => _published.GetValueOrDefault((company, kind));

    public int VersionOf(CompanyId company, PolicyKind kind) => Of(company, kind)?.Edition ?? Policy.OurVersion;

    public ConsentState StateOf(CompanyId company, UserId user) =>
        _consents.GetValueOrDefault(user.Value) switch
        {
            null => ConsentState.Never,
            var given
                when given.Privacy == VersionOf(company, PolicyKind.Privacy)
                    && given.Terms == VersionOf(company, PolicyKind.Terms)
                    && given.Emergency == VersionOf(company, PolicyKind.Emergency) => ConsentState.Given,
            _ => ConsentState.Outdated,
        };

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var document in commit.Inserted.Concat(commit.Updated))
        {
            if (document is Consents consents)
            {
                _consents[consents.UserId] = consents;
            }
            else if (document is Policy policy && Guid.TryParseExact(session.TenantId, "n", out var company))
            {
                _published[(new CompanyId(company), policy.Kind)] = policy;
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Before anything that asks.</summary>
    internal sealed class Reading(PoliciesInMemory policies, IDocumentStore store) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var installation = store.QuerySession();
            foreach (var given in await installation.Query<Consents>().Where(c => c.AnyTenant()).ToListAsync(cancellationToken))
            {
                policies._consents[given.UserId] = given;
            }

            foreach (var company in await installation.Query<Company>().Where(c => c.AnyTenant()).ToListAsync(cancellationToken))
            {
                await using var query = store.QueryFor(new CompanyId(company.Id));
                foreach (var policy in await query.Query<Policy>().ToListAsync(cancellationToken))
                {
                    policies._published[(new CompanyId(company.Id), policy.Kind)] = policy;
                }
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

internal enum ConsentState
{
    /// <summary>This person has not seen the policies yet.</summary>
    Never,

    /// <summary>They agreed, and a new version came since.</summary>
    Outdated,
    Given,
}
