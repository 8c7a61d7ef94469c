namespace ConnectMe.Kernel;

/// <summary>Carries out one command of a slice. Found by Scrutor and decorated with validation, logging and tracing.</summary>
public interface IHandle<in TCommand>
{
    Task<Outcome> Handle(TCommand command, CancellationToken ct);
}
