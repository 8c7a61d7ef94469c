using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>Who had the template follows the standard one from now on.</summary>
internal static class RemoveTemplate
{
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public Task<Outcome> Handle(Command command, CancellationToken ct) =>
            session.ChangeRights(me.Company, rights => rights.Remove(command.Id, time.GetUtcNow(), me.User.Value), ct); // twice is once
    }
}
