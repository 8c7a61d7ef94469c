namespace ConnectMe.Host.Backups;

/// <summary>The application has started with what was restored: the state before it is removed, and the log says what came back.</summary>
internal sealed partial class RestoreConfirmation(
    Restoration restoration,
    RestoreOffer offer,
    BackupStore store,
    ILogger<RestoreConfirmation> log
) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        offer.ForgetLeft();
        if (await restoration.Confirm(cancellationToken) is { } report)
        {
            store.Note(report);
            var counts = report.Counts;
            Restored(log, report.MadeAt, counts.People, counts.Contacts, counts.Calls, counts.Recordings, counts.Settings);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        EventId = 1405,
        Level = LogLevel.Warning,
        Message = "Restored from the backup of {MadeAt}: {People} people, {Contacts} contacts, {Calls} calls, {Recordings} recordings, {Settings} phones, trunks and numbers"
    )]
    static partial void Restored(
        ILogger logger,
        DateTimeOffset madeAt,
        long people,
        long contacts,
        long calls,
        long recordings,
        long settings
    );
}
