using System.Threading.Channels;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Applications;

/// <summary>A mailbox and a clock around one script, as the grain is around a switchboard. What it throws costs its own call only.</summary>
internal sealed class ScriptRun
{
    readonly Channel<ScriptInput> _inputs = Channel.CreateUnbounded<ScriptInput>(new() { SingleReader = true });
    readonly CallScripts _scripts;
    readonly TimeProvider _time;
    readonly ILogger _log;
    Task _work = Task.CompletedTask;

    public ScriptRun(ICallApplication application, ApplicationCall about, CallScripts scripts, TimeProvider time, ILogger log)
    {
        (Application, About, _scripts, _time, _log) = (application, about, scripts, time, log);
        _ = Run();
    }

    public ICallApplication Application { get; }

    public ApplicationCall About { get; }

    public CallId Call => new(About.Call);

    /// <summary>What it asked to play last. Of its own loop.</summary>
    public List<Guid> Clips { get; } = [];

    /// <summary>What it asked to record last; it is begun when the switchboard says so, and not when the call is over by then.</summary>
    public ScriptStep.Record? Asked { get; set; }

    public void Take(ScriptInput input) => _inputs.Writer.TryWrite(input);

    async Task Run()
    {
        await using var timer = _time.CreateTimer(
            _ => Take(new ScriptInput.TimedOut()),
            state: null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            var script = await Application.Begin(About, CancellationToken.None);
            await foreach (var input in _inputs.Reader.ReadAllAsync())
            {
                Handle(script, input);
                if (input is ScriptInput.HungUp)
                {
                    break;
                }

                timer.Change(TimeLeft(script) ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
        catch (Exception failure) // the input loop: the call is of no use without it
        {
            Fail(failure);
        }

        _scripts.Forget(this);
    }

    void Handle(ICallScript script, ScriptInput input)
    {
        if (input is ScriptInput.TimedOut && TimeLeft(script) is not { Ticks: <= 0 })
        {
            return; // the time was put off since, or a timer came a moment early
        }

        foreach (var step in script.Handle(input, _time.GetUtcNow()))
        {
            switch (step)
            {
                case ScriptStep.Do { Work: var work }:
                    _work = CarryOut(work, after: _work);
                    break;
                case ScriptStep.HangUp:
                    _work = HangUp(after: _work);
                    break;
                default:
                    _scripts.CarryOut(this, step);
                    break;
            }
        }
    }

    TimeSpan? TimeLeft(ICallScript script) =>
        script.NextTimeout is { } at ? TimeSpan.FromTicks(Math.Max(0, (at - _time.GetUtcNow()).Ticks)) : null;

    async Task CarryOut(object work, Task after)
    {
        await after;
        try
        {
            Take(new ScriptInput.Told(await Application.CarryOut(About, work, CancellationToken.None)));
        }
        catch (Exception failure) // the call cannot go on without it
        {
            Fail(failure);
        }
    }

    async Task HangUp(Task after)
    {
        await after;
        _scripts.CarryOut(this, new ScriptStep.HangUp());
    }

    void Fail(Exception failure)
    {
        _log.ScriptFailed(failure, Application.Name, About.Company);
        _scripts.CarryOut(this, new ScriptStep.HangUp());
    }
}
