using System.Runtime.InteropServices;
using ConnectMe.Kernel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectMe.Host;

/// <summary>
/// When the process ends (promise R12). SIGTERM: it is not ready at once, calls run to their end, and then it stops. Ctrl+C, or a second
/// SIGTERM: it stops now, and the next run takes calls up again as after a crash.
/// </summary>
internal sealed partial class Stopping(IHostApplicationLifetime lifetime, IEnumerable<IDrain> drains, ILogger<Stopping> log)
    : IHostLifetime,
        IHealthCheck,
        IDisposable
{
    readonly CancellationTokenSource _hurry = new();
    readonly List<PosixSignalRegistration> _signals = [];
    int _asked;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Terminated));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupted));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Interrupted));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            Volatile.Read(ref _asked) > 0 ? HealthCheckResult.Unhealthy("It stops when its calls are over.") : HealthCheckResult.Healthy()
        );

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _hurry.Dispose();
    }

    void Terminated(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _asked) == 1)
        {
            _ = DrainAndStop();
        }
        else
        {
            _hurry.Cancel();
        }
    }

    void Interrupted(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Interlocked.Increment(ref _asked);
        _hurry.Cancel();
        lifetime.StopApplication();
    }

    async Task DrainAndStop()
    {
        Drains(log);
        try
        {
            await Task.WhenAll(drains.Select(drain => drain.Drain(_hurry.Token)));
        }
        catch (OperationCanceledException) when (_hurry.IsCancellationRequested)
        {
            StopsNow(log);
        }
        catch (Exception failure) // nobody awaits this: whatever it was, the process is to stop
        {
            NotDrained(log, failure);
        }

        lifetime.StopApplication();
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Information, Message = "Asked to stop: not ready any more; what runs is waited for")]
    static partial void Drains(ILogger logger);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Warning, Message = "Asked to stop again: what runs is left as it is")]
    static partial void StopsNow(ILogger logger);

    [LoggerMessage(EventId = 1303, Level = LogLevel.Error, Message = "What runs could not be waited for")]
    static partial void NotDrained(ILogger logger, Exception failure);
}
