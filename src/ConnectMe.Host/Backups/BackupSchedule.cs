using System.Threading.Channels;
using ConnectMe.Identity.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Host.Backups;

/// <summary>Makes backups when it is their time, and when somebody asks for one; a failure is told to the administrators by mail.</summary>
internal sealed partial class BackupSchedule(
    BackupStore store,
    IInstallationOwners owners,
    TimeProvider time,
    IStringLocalizer<BackupText> text,
    ILogger<BackupSchedule> log
) : BackgroundService
{
    static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    readonly Channel<bool> _asked = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>One is asked for or being made.</summary>
    public bool IsBusy => store.IsBusy || _asked.Reader.Count > 0;

    public void Ask() => _asked.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the job runner: in a minute it is tried again
            {
                LookFailed(log, failure);
                await Task.Delay(LookAgain, time, stoppingToken);
            }
        }
    }

    async Task Look(CancellationToken ct)
    {
        store.NoteStart();
        if (IsDue())
        {
            await Make(byItself: true, ct);
        }

        if (await IsAsked(ct))
        {
            await Make(byItself: false, ct);
            _asked.Reader.TryRead(out _);
        }
    }

    public bool IsDue()
    {
        var settings = store.Settings;
        return settings.Daily && store.State.TriedAt is { } tried && tried < settings.LastDue(time.GetUtcNow());
    }

    async Task<bool> IsAsked(CancellationToken ct)
    {
        using var pause = new CancellationTokenSource(LookAgain, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, pause.Token);
        try
        {
            return await _asked.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    public async Task Make(bool byItself, CancellationToken ct)
    {
        if (await store.Make(byItself, ct) is not { } fault || !byItself)
        {
            return; // who asked for it sees the page
        }

        try
        {
            await owners.Tell(() => (text["FailureSubject"], text["FailureText", text[$"Fault-{fault}"]]), ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: the database may be what failed
        {
            NotTold(log, failure);
        }
    }

    [LoggerMessage(EventId = 1407, Level = LogLevel.Error, Message = "It could not be seen whether a backup is due")]
    static partial void LookFailed(ILogger logger, Exception failure);

    [LoggerMessage(EventId = 1404, Level = LogLevel.Error, Message = "The administrators could not be told that no backup was made")]
    static partial void NotTold(ILogger logger, Exception failure);
}
