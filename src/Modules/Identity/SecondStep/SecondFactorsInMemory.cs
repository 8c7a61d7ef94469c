using System.Collections.Concurrent;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Identity.SecondStep;

/// <summary>What is demanded and who has what: read once at start, and kept up by each commit of this process. Every request asks.</summary>
internal sealed class SecondFactorsInMemory : DocumentSessionListenerBase
{
    readonly ConcurrentDictionary<Guid, IReadOnlyList<SecondFactorMethod>> _methods = new();
    readonly ConcurrentDictionary<CompanyId, SignInPolicy> _policies = new();
    readonly ConcurrentDictionary<(CompanyId Company, Type Settings), bool> _set = new();

    /// <summary>Of the person's own.</summary>
    public IReadOnlyList<SecondFactorMethod> Of(UserId user) => _methods.GetValueOrDefault(user.Value, []);

    public SignInPolicy Policy(CompanyId company) => _policies.GetValueOrDefault(company) ?? SignInPolicy.Standard(company.Value);

    /// <summary>The company has a way to send codes by it; a way that needs none is always there.</summary>
    public bool IsReady(CompanyId company, SecondFactorMethod method) =>
        method switch
        {
            SecondFactorMethod.Email => _set.ContainsKey((company, typeof(MailSettings))),
            SecondFactorMethod.Sms => _set.ContainsKey((company, typeof(SmsGateway))),
            _ => true,
        };

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var document in commit.Inserted.Concat(commit.Updated))
        {
            Take(document, session.TenantId);
        }

        return Task.CompletedTask;
    }

    void Take(object document, string tenant)
    {
        if (document is SecondFactors factors)
        {
            _methods[factors.Id] = factors.Methods;
        }
        else if (Guid.TryParseExact(tenant, "n", out var company))
        {
            switch (document)
            {
                case SignInPolicy policy:
                    _policies[new CompanyId(company)] = policy;
                    break;
                case MailSettings or SmsGateway:
                    _set[(new CompanyId(company), document.GetType())] = true;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Before anything that asks.</summary>
    internal sealed class Reading(SecondFactorsInMemory memory, IDocumentStore store) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var installation = store.QuerySession();
            foreach (var company in await installation.Query<Company>().Where(c => c.AnyTenant()).ToListAsync(cancellationToken))
            {
                await using var query = store.QueryFor(new CompanyId(company.Id));
                var found = (await query.Query<SecondFactors>().ToListAsync(cancellationToken))
                    .Cast<object?>()
                    .Append(await query.LoadAsync<SignInPolicy>(SignInPolicy.IdOf(company.Id), cancellationToken))
                    .Append(await query.LoadAsync<MailSettings>(company.Id, cancellationToken))
                    .Append(await query.LoadAsync<SmsGateway>(company.Id, cancellationToken));
                foreach (var document in found.OfType<object>())
                {
                    memory.Take(document, new CompanyId(company.Id).ToString());
                }
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
