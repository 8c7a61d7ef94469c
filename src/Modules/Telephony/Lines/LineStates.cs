using System.Collections.Concurrent;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Lines;

/// <summary>Reads the line states of colleagues from the calls that go on, and tells the company's pages at most twice a second that they changed.</summary>
internal sealed class LineStates(LiveCalls calls, IPeople people, ILiveUpdates live, TimeProvider time, ILogger<LineStates> log)
    : BackgroundService,
        ILineStates
{
    readonly ConcurrentDictionary<CompanyId, bool> _changed = new();

    public IReadOnlyDictionary<UserId, LineState> Of(CompanyId company) => calls.LinesOf(company);

    /// <summary>Called by the one reader of effects, after <see cref="LiveCalls"/> has heard of it.</summary>
    public void Take(CompanyId company, SwitchboardEffect effect)
    {
        if (effect is SwitchboardEffect.Record { Event: CallPlaced or CallAnswered or CallEnded } or SwitchboardEffect.TakeUpCall)
        {
            _changed[company] = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Calm, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var company in _changed.Keys)
            {
                _changed.TryRemove(company, out _);
                await Tell(company, stoppingToken);
            }
        }
    }

    async Task Tell(CompanyId company, CancellationToken ct)
    {
        try
        {
            var all = await people.Of(company, ct);
            live.Publish(company, [.. all.Select(person => person.Id)], ILineStates.Topic);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the input loop: the next change tells
        {
            log.LinesNotTold(failure, company);
        }
    }

    static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(500);
}
