using ConnectMe.Kernel;
using ConnectMe.Recordings.Domain;
using ConnectMe.Telephony.Contracts;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Recordings.Keeping;

/// <summary>Once an hour deletes what is older than the administrator of its company keeps.</summary>
internal sealed class RecordingRetention(
    IDocumentStore store,
    RecordingFolder folder,
    IRecordingRules rules,
    ILiveUpdates live,
    TimeProvider time,
    ILogger<RecordingRetention> log
) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await DeleteOld(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the job runner: in an hour it is tried again
            {
                log.RetentionFailed(failure);
            }
        }
    }

    public async Task DeleteOld(CancellationToken ct)
    {
        foreach (var company in folder.All().Select(file => file.Company).Distinct().ToList())
        {
            if ((await rules.Of(company, ct)).Retention is { } retention)
            {
                await DeleteOld(company, time.GetUtcNow(), retention, ct);
            }
        }
    }

    async Task DeleteOld(CompanyId company, DateTimeOffset now, TimeSpan retention, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var before = now - retention;
        var old = await session.Query<Recording>().Where(r => r.DeletedAt == null && r.StartedAt < before).ToListAsync(ct);
        foreach (var recording in old)
        {
            session.Events.Append(recording.Id, new RecordingDeleted(recording.Id, By: null, now));
        }

        await session.SaveChangesAsync(ct);
        foreach (var recording in old)
        {
            File.Delete(folder.PathOf(company, recording.OwnerId, recording.Id));
        }

        live.Publish(company, [.. old.Select(recording => new UserId(recording.OwnerId)).Distinct()], RecordingIntake.Topic);
    }
}
