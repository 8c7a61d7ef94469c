using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Passwords;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>Sends the invitation again; the one before works no more. Not to who has a password, here or in the directory.</summary>
internal static class InvitePerson
{
    public sealed record Command(Guid Id, string Here);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, Invitations invitations) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var user = await session.LoadAsync<User>(command.Id, ct);
            if (
                user is { DeactivatedAt: null }
                && await session.LoadAsync<Credential>(command.Id, ct) is null
                && await session.LoadAsync<DirectoryLink>(command.Id, ct) is null
            )
            {
                await invitations.Add(session, me.Company, UserAddress.Of(user), user.Id, command.Here, ct);
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
