using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>A person signs in by the directory no more, but with their own password. Who has none is invited to choose one.</summary>
internal static class UnlinkPerson
{
    public sealed record Command(Guid Id, string Here);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, Invitations invitations, BrowserSessions sessions)
        : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (
                await session.LoadAsync<User>(command.Id, ct) is not { } user
                || await session.LoadAsync<DirectoryLink>(command.Id, ct) is null
            )
            {
                return Outcome.Done; // twice is once
            }

            session.Delete<DirectoryLink>(user.Id);
            if (await session.LoadAsync<Credential>(user.Id, ct) is null)
            {
                await invitations.Add(session, me.Company, UserAddress.Of(user), user.Id, command.Here, ct);
            }

            await sessions.SaveAndEndAll(session, new UserId(user.Id), user.Id == me.User.Value ? me.Session : null, ct);
            return Outcome.Done;
        }
    }
}
