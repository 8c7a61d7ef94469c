using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Makes the secret, or sends the code, that the person must show to have before the factor is theirs.</summary>
internal static class StartSecondFactor
{
    /// <param name="Number">For codes by text message, as it was typed.</param>
    public sealed record Command(SecondFactorMethod Method, string? Number, string? KnownBrowser);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, SecondFactorRules rules, ICompanies companies, IStringLocalizer<SecondFactorText> text)
        {
            RuleFor(command => command.Method)
                .Must(method => rules.Addable(me.Company).Contains(method))
                .WithMessage(_ => text["NotAllowed"]);
            RuleFor(command => command.Number)
                .Must(number => TelephoneNumbers.ReadMobile(number, companies.Of(me.Company).Country) is not null)
                .When(command => command.Method is SecondFactorMethod.Sms)
                .WithMessage(_ => text["NotAMobile"]);
        }
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        SecondFactorSecrets secrets,
        CodeSender codes,
        PasskeyChecks passkeys,
        ICompanies companies,
        TimeProvider time,
        IStringLocalizer<SecondFactorText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var now = time.GetUtcNow();
            var before = await session.LoadAsync<PendingFactor>(me.User.Value, ct);
            var begun = new PendingFactor(me.User.Value, me.Session, command.Method, now)
            {
                Number = TelephoneNumbers.ReadMobile(command.Number, companies.Of(me.Company).Country),
            };
            if (command.Method is SecondFactorMethod.App)
            {
                session.Store(begun with { ProtectedSecret = secrets.Protect(AuthenticatorCodes.NewSecret()) });
            }
            else if (await session.LoadAsync<User>(me.User.Value, ct) is not { } user)
            {
                return Outcome.Done;
            }
            else if (command.Method is SecondFactorMethod.Passkey)
            {
                var factors = await session.LoadAsync<SecondFactors>(user.Id, ct) ?? new SecondFactors(user.Id);
                session.Store(begun with { Asked = await passkeys.ToMake(user, factors) });
            }
            else
            {
                var sentBefore = before?.IsAliveAt(now) == true ? before.Sent : null;
                var to = new CodeRecipient(me.Company, user, command.Method, begun.Number, command.KnownBrowser);
                var (sent, whyNot) = await codes.Send(to, sentBefore, session, ct);
                if (sent is null)
                {
                    return new Outcome.Invalid([new ValidationFailure(nameof(Command.Method), text[whyNot!])]);
                }

                session.Store(begun with { Sent = sent });
            }

            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
