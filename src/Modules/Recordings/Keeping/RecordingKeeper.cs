using ConnectMe.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Recordings.Keeping;

/// <summary>Takes closed files into the lists: at start all that lie there, then each as it comes. While the database is away they wait.</summary>
internal sealed class RecordingKeeper(
    Closings closings,
    RecordingFolder folder,
    RecordingIntake intake,
    TimeProvider time,
    ILogger<RecordingKeeper> log
) : BackgroundService
{
    static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var left in folder.All())
        {
            await Take(left, stoppingToken);
        }

        await foreach (var closing in closings.Waiting.ReadAllAsync(stoppingToken))
        {
            await Take(closing, stoppingToken);
        }
    }

    async Task Take(Closing closing, CancellationToken ct)
    {
        while (!await TryTake(closing, ct))
        {
            await Task.Delay(BeforeNextTry, time, ct);
        }
    }

    /// <returns>False: the database is away.</returns>
    async Task<bool> TryTake(Closing closing, CancellationToken ct)
    {
        try
        {
            await intake.Take(closing, ct);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: a fault of ours costs this file's place in the list, and the file stays
        {
            log.NotTaken(failure, closing.Path);
            return !DatabaseAway.IsSaidBy(failure);
        }
    }
}
