using System.Threading.Channels;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Alarms;

/// <summary>Takes the switchboards' warnings without holding them up, and raises the alarm. While the database is away the warnings wait.</summary>
internal sealed class DialAlarms(AlarmRaising raising, TimeProvider time, ILogger<DialAlarms> log) : BackgroundService
{
    /// <summary>A thief tries many times a second: one of a kind says enough for this long.</summary>
    static readonly TimeSpan Same = TimeSpan.FromSeconds(10);

    static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(5);
    const int MostWaiting = 1000;

    readonly Channel<Warning> _waiting = Channel.CreateBounded<Warning>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }
    );
    readonly Dictionary<(CompanyId, string), DateTimeOffset> _last = [];

    /// <summary>By one caller at a time: the reader of the effects.</summary>
    public void Take(CompanyId company, SwitchboardEffect.Warn warn)
    {
        var warning = new Warning(company, warn.User, (warn.Near ? "Near" : "") + warn.Cause, time.GetUtcNow());
        if (!_last.TryGetValue((company, warning.Kind), out var last) || warning.At - last >= Same)
        {
            _last[(company, warning.Kind)] = warning.At;
            _waiting.Writer.TryWrite(warning);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var warning in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await TryRaise(warning, stoppingToken))
            {
                await Task.Delay(BeforeNextTry, time, stoppingToken);
            }
        }
    }

    /// <returns>False: the database is away.</returns>
    async Task<bool> TryRaise(Warning warning, CancellationToken ct)
    {
        try
        {
            await raising.Raise(warning, ct);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: a fault of ours costs this alarm, not the next
        {
            log.AlarmNotRaised(failure, warning.Company, warning.Kind);
            return !DatabaseAway.IsSaidBy(failure);
        }
    }
}

/// <param name="Kind">Which rule or cap, with "Near" before it at 80 %.</param>
internal sealed record Warning(CompanyId Company, UserId User, string Kind, DateTimeOffset At);
