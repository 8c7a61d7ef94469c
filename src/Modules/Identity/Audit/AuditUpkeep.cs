using System.Collections.Concurrent;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Audit;

/// <summary>Seals what a server that stopped left unsealed, and once an hour reads every log from its beginning to its end.</summary>
internal sealed class AuditUpkeep(IDocumentStore store, AuditChain chain, TimeProvider time, ILogger<AuditUpkeep> log) : BackgroundService
{
    readonly ConcurrentDictionary<CompanyId, AuditDamage> _found = new();
    DateTimeOffset _readAt;

    /// <summary>What the last reading found; null: nothing.</summary>
    public AuditDamage? FoundIn(CompanyId company) => _found.GetValueOrDefault(company);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
                if (time.GetUtcNow() - _readAt >= BetweenReadings)
                {
                    await Read(stoppingToken);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the job runner: it is tried again
            {
                log.UpkeepFailed(failure);
            }
        }
    }

    public async Task Look(CancellationToken ct)
    {
        foreach (var company in await Companies(ct))
        {
            await chain.Seal(company, ct);
        }
    }

    public async Task Read(CancellationToken ct)
    {
        _readAt = time.GetUtcNow();
        foreach (var company in await Companies(ct))
        {
            if (await chain.Damage(company, ct) is { } damage)
            {
                _found[company] = damage;
                log.Tampered(company, damage.Number);
            }
            else
            {
                _found.TryRemove(company, out _);
            }
        }
    }

    async Task<IReadOnlyList<CompanyId>> Companies(CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var all = await query.Query<AuditHead>().Where(head => head.AnyTenant()).Select(head => head.Id).ToListAsync(ct);
        return [.. all.Select(id => new CompanyId(id))];
    }

    static readonly TimeSpan Between = TimeSpan.FromMinutes(10);
    static readonly TimeSpan BetweenReadings = TimeSpan.FromHours(1);
}
