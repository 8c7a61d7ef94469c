using Microsoft.Extensions.Hosting;

namespace ConnectMe.Kernel;

/// <summary>Takes closed files into the lists of a module: at start all that lie there, then each as it comes. While the database is away they wait.</summary>
public abstract class FileKeeper(PersonFiles files, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(5);

    /// <summary>From what the file says of itself; it may be gone, or be taken already.</summary>
    protected abstract Task Take(PersonFile file, CancellationToken ct);

    /// <summary>It is in no list yet; logs why.</summary>
    protected abstract void NotTaken(PersonFile file, Exception failure);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var left in files.All())
        {
            await TakeOne(left, stoppingToken);
        }

        await foreach (var closed in files.Closings.ReadAllAsync(stoppingToken))
        {
            await TakeOne(closed, stoppingToken);
        }
    }

    async Task TakeOne(PersonFile file, CancellationToken ct)
    {
        while (!await TryTake(file, ct))
        {
            await Task.Delay(BeforeNextTry, time, ct);
        }
    }

    /// <returns>False: the database is away.</returns>
    async Task<bool> TryTake(PersonFile file, CancellationToken ct)
    {
        try
        {
            await Take(file, ct);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: a fault of ours costs this file's place in the list, and the file stays
        {
            NotTaken(file, failure);
            return !DatabaseAway.IsSaidBy(failure);
        }
    }
}
