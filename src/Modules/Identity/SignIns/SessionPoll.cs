using ConnectMe.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SignIns;

/// <summary>Rereads the sessions often enough that a revoked one is gone within 5 s, the question itself included.</summary>
internal sealed class SessionPoll(BrowserSessions sessions, TimeProvider time, ILogger<SessionPoll> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var away = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sessions.Reread(stoppingToken);
                away = false;
            }
            catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
            {
                if (!away)
                {
                    log.SessionsNotReread(exception.Message);
                }

                away = true; // the last known answer holds; said once, not every few seconds
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.RereadFailed(exception); // a fault of ours, or of a listener's: calls go on, and so does the poll
            }
        }
    }

    static readonly TimeSpan Every = TimeSpan.FromSeconds(4);
}
