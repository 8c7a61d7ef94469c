using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Retention;

/// <summary>Once an hour removes what is older than it is kept, and notes what that was. What fails is tried again in the next hour; the rest does not wait for it.</summary>
internal sealed class RetentionSweeper(
    IDocumentStore store,
    CompaniesInMemory companies,
    RetentionPeriods periods,
    IEnumerable<IOldData> data,
    TimeProvider time,
    ILogger<RetentionSweeper> log
) : BackgroundService
{
    /// <summary>Since when this process sweeps.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookAgain, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var company in companies.All)
            {
                try
                {
                    await SweepIfDue(company, stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the job runner: it is tried again
                {
                    log.NotSwept(failure, company, "all");
                }
            }
        }
    }

    async Task SweepIfDue(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        if (await query.LoadAsync<RetentionRun>(company.Value, ct) is not { } last || time.GetUtcNow() - last.At >= Between)
        {
            await Sweep(company, ct);
        }
    }

    public async Task Sweep(CompanyId company, CancellationToken ct)
    {
        var (removed, failed) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string>());
        var kept = await periods.Of(company, ct);
        foreach (var old in data.Where(one => !kept[one.Class].IsEver))
        {
            try
            {
                removed[old.Class] = removed.GetValueOrDefault(old.Class) + await Sweep(old, company, kept[old.Class], ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: one class does not hold up the others
            {
                failed.Add(old.Class);
                log.NotSwept(failure, company, old.Class);
            }
        }

        await Note(company, removed, failed, ct);
    }

    async Task<int> Sweep(IOldData old, CompanyId company, KeptFor kept, CancellationToken ct)
    {
        var before = kept.Before(time.GetUtcNow());
        var (all, batch) = (0, IOldData.AtOnce);
        while (batch >= IOldData.AtOnce)
        {
            batch = await old.RemoveBefore(company, before, ct);
            all += batch;
        }

        return all;
    }

    async Task Note(CompanyId company, Dictionary<string, int> removed, List<string> failed, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var last = await session.LoadAsync<RetentionRun>(company.Value, ct);
        var now = time.GetUtcNow();
        session.Store(new RetentionRun(company.Value, now, removed, failed) { DoneAt = failed.Count == 0 ? now : last?.DoneAt });
        await session.SaveChangesAsync(ct);
        if (removed.Values.Sum() is > 0 and var many)
        {
            log.Swept(company, many);
        }
    }

    static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Between = TimeSpan.FromHours(1);
}

internal static partial class RetentionLog
{
    [LoggerMessage(EventId = 1501, Level = LogLevel.Error, Message = "Old data of company {Company} was not removed: {Class}")]
    internal static partial void NotSwept(this ILogger logger, Exception failure, CompanyId company, string @class);

    [LoggerMessage(EventId = 1502, Level = LogLevel.Information, Message = "{Many} things of company {Company} were removed for their age")]
    internal static partial void Swept(this ILogger logger, CompanyId company, int many);

    [LoggerMessage(EventId = 1503, Level = LogLevel.Warning, Message = "The data of person {Person} of company {Company} was erased")]
    internal static partial void Erased(this ILogger logger, UserId person, CompanyId company);

    [LoggerMessage(
        EventId = 1504,
        Level = LogLevel.Warning,
        Message = "What was kept under a number from outside was erased in company {Company}: {Many} things"
    )]
    internal static partial void NumberErased(this ILogger logger, CompanyId company, int many);
}
