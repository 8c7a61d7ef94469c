using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.People;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Somebody works here no more: signed out everywhere, their phones too, and not called any more. What they did stays.</summary>
internal static class DeactivatePerson
{
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, IStringLocalizer<PeopleText> text) =>
            RuleFor(command => command.Id).NotEqual(me.User.Value).WithMessage(_ => text["Refused-Yourself"]);
    }

    public sealed class Handler(
        IDocumentSession session,
        AdministratorsAtOnce administrators,
        BrowserSessions sessions,
        TimeProvider time,
        IStringLocalizer<PeopleText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (!await administrators.MayChange(session, ct))
            {
                return text.Refused("NotYourRight");
            }

            var stream = await session.Events.FetchForWriting<User>(command.Id, ct);
            if (stream.Aggregate is { } user)
            {
                stream.AppendMany(user.Deactivate(time.GetUtcNow()));
                PasswordLinks.EndAll(session, user.Id);
                await sessions.SaveAndEndAll(session, new UserId(user.Id), but: null, ct);
            }

            return Outcome.Done; // twice is once
        }
    }
}
