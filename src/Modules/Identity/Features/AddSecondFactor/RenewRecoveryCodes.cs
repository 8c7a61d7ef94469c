using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Ten new codes; those of before work no more.</summary>
internal static class RenewRecoveryCodes
{
    public sealed record Command(IReadOnlyList<string> RecoveryCodes);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.RecoveryCodes).NotEmpty();
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        BrowserSessions sessions,
        IStringLocalizer<SecondFactorText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await session.BeginTransactionAsync(ct);
            var factors = await session.ClaimFactors(me.Company, me.User.Value, ct);
            if (factors.Methods.Count == 0)
            {
                return new Outcome.Invalid([new ValidationFailure(nameof(Command.RecoveryCodes), text["NotAllowed"])]);
            }

            session.Store(factors with { Recovery = [.. command.RecoveryCodes.Select(code => RecoveryCodes.Kept(factors.Id, code))] });
            await sessions.SaveAndEndAll(session, me.User, but: me.Session, ct);
            return Outcome.Done;
        }
    }
}
