using FluentValidation.Results;

namespace ConnectMe.Kernel;

/// <summary>What became of a command. What a user can cause is a value here; exceptions are our bugs or broken infrastructure.</summary>
public abstract record Outcome
{
    Outcome() { }

    public static Outcome Done { get; } = new Succeeded();

    public sealed record Succeeded : Outcome;

    /// <summary>The input was refused; the messages are in the user's language and go back into the form with status 422.</summary>
    public sealed record Invalid(IReadOnlyList<ValidationFailure> Failures) : Outcome;
}
