using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>
/// For who has lost what they proved themselves with. Nobody does it for themselves: whoever sits at an administrator's browser would need no password.
/// </summary>
internal static class ResetSecondFactors
{
    public sealed record Command(Guid User);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me) => RuleFor(command => command.User).NotEqual(me.User.Value);
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        BrowserSessions sessions,
        SecondFactorMail mail,
        ILogger<Handler> log
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await session.LoadAsync<User>(command.User, ct) is { } user)
            {
                session.Store(new SecondFactors(user.Id));
                await mail.TellOfChange(session, me.Company, user, method: null, isAdded: false, ct);
                await sessions.SaveAndEndAll(session, new UserId(user.Id), but: null, ct);
                log.FactorRemoved(new UserId(user.Id), me.Company, method: null, me.User);
            }

            return Outcome.Done;
        }
    }
}
