namespace ConnectMe.Host.Postgres;

/// <summary>Starts the private PostgreSQL again when it has ended by itself: killed for memory, or by mistake. Calls go on meanwhile.</summary>
internal sealed partial class PostgresWatch(EmbeddedPostgres postgres, TimeProvider time, ILogger<PostgresWatch> log) : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = Period;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(delay, time, stoppingToken);
            delay =
                postgres.IsRunning || await StartAgain(stoppingToken) ? Period
                : delay * 2 < LongestDelay ? delay * 2
                : LongestDelay;
        }
    }

    async Task<bool> StartAgain(CancellationToken ct)
    {
        DatabaseEnded(log);
        try
        {
            if (await postgres.StartAgain(ct) is { } reason)
            {
                DatabaseNotStarted(log, null, reason);
                return false;
            }

            DatabaseStarted(log);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: a full disk, no more processes; tried again
        {
            DatabaseNotStarted(log, failure, failure.Message);
            return false;
        }
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "The database has ended by itself; it is started again")]
    static partial void DatabaseEnded(ILogger logger);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Information, Message = "The database runs again")]
    static partial void DatabaseStarted(ILogger logger);

    [LoggerMessage(EventId = 1203, Level = LogLevel.Error, Message = "The database could not be started again: {Reason}")]
    static partial void DatabaseNotStarted(ILogger logger, Exception? failure, string reason);
}
