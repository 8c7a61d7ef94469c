using System.Diagnostics;

namespace ConnectMe.Kernel;

/// <summary>One span per command, named as the slice; refused input is marked, an exception passes through and marks it as failed.</summary>
internal sealed class Traced<TCommand>(IHandle<TCommand> inner) : IHandle<TCommand>
{
    static readonly string Slice = typeof(TCommand).DeclaringType?.Name ?? typeof(TCommand).Name;

    public async Task<Outcome> Handle(TCommand command, CancellationToken ct)
    {
        using var span = HandlingTrace.Source.StartActivity(Slice);
        try
        {
            var outcome = await inner.Handle(command, ct);
            span?.SetTag("outcome", outcome is Outcome.Invalid ? "invalid" : "done");
            return outcome;
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            throw;
        }
    }
}
