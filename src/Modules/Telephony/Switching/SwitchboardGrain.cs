using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace ConnectMe.Telephony.Switching;

/// <summary>A mailbox and a clock around one company's <see cref="Switchboard"/>. Waits for no effect: their results come back as inputs.</summary>
[KeepAlive, Immovable]
internal sealed class SwitchboardGrain(SwitchboardParts parts, IPeople people, TimeProvider time, ILogger<SwitchboardGrain> log)
    : Grain,
        ISwitchboardGrain
{
    /// <summary>How soon a changed name, extension or setting is known here.</summary>
    static readonly TimeSpan RefreshTime = TimeSpan.FromSeconds(30);

    readonly Switchboard _switchboard = new(parts.EmergencyNumbers);
    readonly SteadyClock _clock = new(time);
    CompanyId _company;
    bool _journalFull;
    bool _isDraining;
    bool _remembersAll;
    IGrainTimer? _timer;
    DateTimeOffset? _timerSetFor;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _company = new CompanyId(Guid.Parse(this.GetPrimaryKeyString()));
        _timer = this.RegisterGrainTimer(KeepDeadline, new() { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan });
        this.RegisterGrainTimer(
            Refresh,
            new()
            {
                DueTime = RefreshTime,
                Period = RefreshTime,
                Interleave = true, // calls do not wait for the database
            }
        );
        await Refresh(cancellationToken);
    }

    public Task Post(SwitchboardInput input)
    {
        if (parts.Journal.IsFull != _journalFull)
        {
            _journalFull = !_journalFull;
            Handle(new SwitchboardInput.JournalChanged(_journalFull));
        }

        if (parts.Drain.IsDraining && !_isDraining)
        {
            _isDraining = true;
            Handle(new SwitchboardInput.DrainBegan());
        }

        Handle(input);
        SetTimer();
        return Task.CompletedTask;
    }

    void Handle(SwitchboardInput input)
    {
        try
        {
            parts.Effects.Enqueue(_company, _switchboard.Handle(input, Now()));
        }
        catch (Exception failure) // the input loop: whatever a rule throws costs this input only, never the company's other calls
        {
            log.InputLost(failure, _company, input);
        }
    }

    /// <summary>Goes by the machine's clock from call to call, and not within one.</summary>
    DateTimeOffset Now()
    {
        if (_switchboard.Count == 0)
        {
            _clock.Read();
        }

        return _clock.Now;
    }

    public Task<CallsView> CallsOf(UserId user) => Task.FromResult(_switchboard.CallsOf(user) with { AsOf = Now() });

    public Task<TakeableCallsView> TakeableBy(UserId user) => Task.FromResult(_switchboard.TakeableBy(user) with { AsOf = Now() });

    public Task<LiveQueues> LiveQueues() => Task.FromResult(new LiveQueues(_switchboard.LiveQueues, Now()));

    Task KeepDeadline(CancellationToken ct)
    {
        _timerSetFor = null;
        if (_switchboard.NextTimeout <= Now())
        {
            return Post(new SwitchboardInput.Deadline());
        }

        SetTimer(); // it came a moment early, or what it was set for did not come about
        return Task.CompletedTask;
    }

    /// <summary>What is changed on this machine is posted at once; this is for changes made on others.</summary>
    async Task Refresh(CancellationToken ct)
    {
        var configuration = await parts.Configurations.Of(_company, ct);
        await Post(new SwitchboardInput.ConfigurationChanged(configuration));
        await Post(new SwitchboardInput.ScreeningsChanged(await parts.Screenings.Of(_company, ct)));
        await Post(new SwitchboardInput.CallFlowsChanged(await parts.CallFlows.Of(_company, ct)));
        var queues = await parts.Queues.Of(_company, ct);
        parts.Music.ReadAhead(_company, queues.Select(queue => queue.Music));
        await Post(new SwitchboardInput.QueuesChanged(queues));
        await Post(new SwitchboardInput.ApplicationsChanged(await parts.Applications.Of(_company, ct)));
        if (!_remembersAll)
        {
            await Remember(ct);
        }

        var all = await people.Of(_company, ct);
        await Post(new SwitchboardInput.PeopleChanged([.. all]));
    }

    /// <summary>Caps go on counting where an earlier run of the server left off.</summary>
    async Task Remember(CancellationToken ct)
    {
        try
        {
            var (calls, isComplete) = await parts.History.Of(_company, ct);
            await Post(new SwitchboardInput.CallsRemembered(calls));
            _remembersAll = isComplete;
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            log.CallsNotRemembered(_company, exception.Message); // calls do not wait for the database; the next refresh asks again
        }
    }

    /// <summary>One that is set goes off too early rather than being set anew: most of what is waited for happens, and then nothing is due.</summary>
    void SetTimer()
    {
        if (_switchboard.NextTimeout is not { } next || _timerSetFor <= next)
        {
            return;
        }

        _timerSetFor = next;
        _timer?.Change(TimeSpan.FromTicks(Math.Max(0, (next - Now()).Ticks)), Timeout.InfiniteTimeSpan);
    }
}
