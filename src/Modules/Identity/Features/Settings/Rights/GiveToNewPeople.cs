using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>Who is added from now on gets this template; who works here keeps theirs.</summary>
internal static class GiveToNewPeople
{
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public Task<Outcome> Handle(Command command, CancellationToken ct) =>
            session.ChangeRights(me.Company, rights => rights.GiveToNewPeople(command.Id, time.GetUtcNow(), me.User.Value), ct);
    }
}
