using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Audit;

/// <summary>Seals what a server that stopped left unsealed, and removes what is too old.</summary>
internal sealed class AuditUpkeep(IDocumentStore store, AuditChain chain, TimeProvider time, ILogger<AuditUpkeep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the job runner: it is tried again
            {
                log.UpkeepFailed(failure);
            }
        }
    }

    public async Task Look(CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var companies = await query.Query<AuditHead>().Where(head => head.AnyTenant()).Select(head => head.Id).ToListAsync(ct);
        foreach (var company in companies.Select(id => new CompanyId(id)))
        {
            await chain.Seal(company, ct);
            await chain.Tidy(company, ct);
        }
    }

    static readonly TimeSpan Between = TimeSpan.FromMinutes(10);
}
