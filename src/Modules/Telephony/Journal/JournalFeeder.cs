using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Journal;

/// <summary>Keeps the feed going: at once when there is more, later when the database is away.</summary>
internal sealed class JournalFeeder(JournalFeed feed, CallJournal journal, TimeProvider time, ILogger<JournalFeeder> log)
    : BackgroundService
{
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    /// <summary>What happens meanwhile goes to the database together: a transaction costs more than what is in it. The first after a pause goes at once.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = FirstDelay;
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            if (await TryFeed(delay, stoppingToken))
            {
                delay = FirstDelay;
                await journal.Appended.ReadAsync(stoppingToken);
                if (Gathering - time.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
                {
                    await Task.Delay(left, time, stoppingToken);
                }
            }
            else
            {
                await Task.Delay(delay, time, stoppingToken);
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
        }
    }

    async Task<bool> TryFeed(TimeSpan delay, CancellationToken ct)
    {
        try
        {
            while (await feed.TakeBatch(ct)) { }

            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: whatever the database did, the journal has it still
        {
            log.FeedingFailed(failure, delay);
            return false;
        }
    }
}
