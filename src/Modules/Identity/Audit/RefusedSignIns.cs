using System.Threading.Channels;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Audit;

/// <summary>
/// Notes at a person's account that somebody could not sign in to it. Not while the page answers: work for those who exist would be felt by who guesses names.
/// </summary>
internal sealed class RefusedSignIns(IDocumentStore store, TimeProvider time, ILogger<AuditLog> log) : BackgroundService
{
    readonly Channel<(CompanyId Company, AuditEntry Entry)> _waiting = Channel.CreateBounded<(CompanyId, AuditEntry)>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true }
    );

    /// <param name="method">The route by which it was tried.</param>
    public void Add(CompanyId company, User user, string method, string address, string browser)
    {
        var entry = new AuditEntry
        {
            Id = Guid.NewGuid(),
            CompanyId = company.Value,
            At = time.GetUtcNow(),
            Kind = AuditKind.SignIn,
            Act = AuditEntry.SignInRefused,
            Result = AuditResult.Denied,
            AboutId = user.Id,
            About = user.Name,
            Method = method,
            Address = address,
            Browser = browser,
        };
        if (!_waiting.Writer.TryWrite((company, OpenAct.Describe(entry))))
        {
            log.RefusalNotKept(company);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Write(stoppingToken);
        }
    }

    /// <summary>What is waiting when the server stops is written too.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Write(cancellationToken);
    }

    async Task Write(CancellationToken ct)
    {
        var all = new List<(CompanyId Company, AuditEntry Entry)>();
        while (_waiting.Reader.TryRead(out var one))
        {
            all.Add(one);
        }

        foreach (var company in all.GroupBy(one => one.Company, one => one.Entry))
        {
            try
            {
                await using var session = store.SessionFor(company.Key);
                session.Insert(company.AsEnumerable());
                await session.SaveChangesAsync(ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: the next ones are tried again
            {
                log.NotWritten(failure, company.Key, AuditEntry.SignInRefused, AuditResult.Denied);
            }
        }
    }

    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    const int MostWaiting = 1000;
}
