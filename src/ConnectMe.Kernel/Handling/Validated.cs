using FluentValidation;
using FluentValidation.Results;

namespace ConnectMe.Kernel;

/// <summary>Asks the command's validators before its handler; a refused command never reaches it.</summary>
internal sealed class Validated<TCommand>(IHandle<TCommand> inner, IEnumerable<IValidator<TCommand>> validators) : IHandle<TCommand>
{
    public async Task<Outcome> Handle(TCommand command, CancellationToken ct)
    {
        var failures = new List<ValidationFailure>();
        foreach (var validator in validators)
        {
            failures.AddRange((await validator.ValidateAsync(command, ct)).Errors);
        }

        return failures.Count > 0 ? new Outcome.Invalid(failures) : await inner.Handle(command, ct);
    }
}
