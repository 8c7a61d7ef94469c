using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>One's own account at a provider leads here no more; all other browsers are signed out.</summary>
internal static class UnlinkProvider
{
    public sealed record Command(Guid Provider, string Password);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Provider).NotEmpty();
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        LinkProvider.StepUp stepUp,
        ProvidersInMemory providers,
        BrowserSessions sessions,
        SingleSignOnMail mail,
        IStringLocalizer<SingleSignOnText> text,
        ILogger<Handler> log
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var provider = providers.On(me.Company).FirstOrDefault(one => one.Id == command.Provider);
            if (provider is null || await session.LoadAsync<User>(me.User.Value, ct) is not { } user)
            {
                return Outcome.Done; // gone meanwhile
            }

            var why = providers.OnlyWayOf(me.Company, user.Email, user.IsAdministrator) is not null
                ? text["OnlyWayStays"].Value
                : await stepUp.WhyNot(command.Password, ct);
            if (why is not null)
            {
                return new Outcome.Invalid([new ValidationFailure(nameof(Command.Password), why)]);
            }

            session.DeleteWhere<ProviderLink>(link => link.UserId == user.Id && link.Issuer == provider.Issuer);
            await mail.Tell(session, me.Company, user, provider.Name, isLinked: false, ct);
            await sessions.SaveAndEndAll(session, me.User, but: me.Session, ct);
            log.Unlinked(me.User, me.Company, provider.Issuer);
            return Outcome.Done;
        }
    }
}
