using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>The person shows that they have the factor: it is theirs, and they are signed out everywhere else.</summary>
internal static class ConfirmSecondFactor
{
    /// <param name="RecoveryCodes">Theirs, when they have none yet.</param>
    /// <param name="Browser">What it calls itself: a passkey has its name from that.</param>
    public sealed record Command(string Typed, IReadOnlyList<string> RecoveryCodes, string Browser);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<SecondFactorText> text) =>
            RuleFor(command => command.Typed).NotEmpty().WithMessage(_ => text["CodeWrong"]);
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        FactorProof proof,
        BrowserSessions sessions,
        SecondFactorMail mail,
        IStringLocalizer<SecondFactorText> text,
        ILogger<FactorProof> log
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await proof.Claim(session, me, ct) is not { } begun || await session.LoadAsync<User>(me.User.Value, ct) is not { } user)
            {
                return Refused("TooLate");
            }

            var factors = await session.ClaimFactors(me.Company, user.Id, ct);
            if (await proof.Added(factors, begun, command.Typed, NameOf(command.Browser)) is not { } added)
            {
                session.Store(begun with { WrongCodes = begun.WrongCodes + 1 });
                await session.SaveChangesAsync(ct);
                return Refused(begun.Method is SecondFactorMethod.Passkey ? "PasskeyWrong" : "CodeWrong");
            }

            session.Delete(begun);
            session.Store(
                factors.Recovery.Count > 0
                    ? added
                    : added with
                    {
                        Recovery = [.. command.RecoveryCodes.Select(code => RecoveryCodes.Kept(user.Id, code))],
                    }
            );
            await mail.TellOfChange(session, me.Company, user, begun.Method, isAdded: true, ct);
            await sessions.SaveAndEndAll(session, me.User, but: me.Session, ct);
            log.FactorAdded(me.User, me.Company, begun.Method);
            return Outcome.Done;
        }

        static string NameOf(string browser) =>
            string.Join(" · ", new[] { BrowserName.Browser(browser), BrowserName.System(browser) }.OfType<string>());

        Outcome.Invalid Refused(string why) => new([new ValidationFailure(nameof(Command.Typed), text[why])]);
    }
}
