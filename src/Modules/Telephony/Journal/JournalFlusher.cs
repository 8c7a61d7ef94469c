using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Journal;

/// <summary>Brings the journal to the disk once a second, for a power cut: calls do not wait for it.</summary>
internal sealed class JournalFlusher(CallJournal journal, TimeProvider time, ILogger<JournalFlusher> log) : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                journal.Flush();
            }
            catch (IOException failure) // the job runner: a full or broken disk, which writing says as well; tried again in a second
            {
                log.JournalNotFlushed(failure);
            }
        }
    }
}
