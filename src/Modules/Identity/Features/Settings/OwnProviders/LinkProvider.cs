using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Who is signed in shows that it is them before they are sent to the provider; what they bring back is linked by <see cref="SingleSignOn.ProviderLinking"/>.</summary>
internal static class LinkProvider
{
    public sealed record Command(Guid Provider, string Password);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Provider).NotEmpty();
    }

    public sealed class Handler(StepUp stepUp) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct) =>
            await stepUp.WhyNot(command.Password, ct) is { } why
                ? new Outcome.Invalid([new ValidationFailure(nameof(Command.Password), why)])
                : Outcome.Done;
    }

    /// <summary>The own password. Who has none came by a provider alone, and must not be left without a way in either: they choose one first.</summary>
    internal sealed class StepUp(
        ICurrentUser me,
        IQuerySession session,
        OwnPassword own,
        IStringLocalizer<PasswordText> passwordText,
        IStringLocalizer<SingleSignOnText> text
    )
    {
        public async Task<string?> WhyNot(string typed, CancellationToken ct) =>
            await session.LoadAsync<Credential>(me.User.Value, ct) is null && !await own.IsElsewhere(ct) ? text["NeedsPassword"].Value
            : await own.WhyNot(typed, ct) is { } why ? passwordText[why].Value
            : null;
    }
}
