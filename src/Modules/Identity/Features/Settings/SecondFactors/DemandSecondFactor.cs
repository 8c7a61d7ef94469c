using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>A second factor is demanded of one person, whatever is demanded of the others.</summary>
internal static class DemandSecondFactor
{
    public sealed record Command(Guid User, bool IsDemanded);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.User).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<SignInPolicy>(SignInPolicy.IdOf(me.Company.Value), ct);
            var before = stream.Aggregate ?? SignInPolicy.Standard(me.Company.Value);
            var others = before.People.Where(person => person != command.User);
            IReadOnlyList<Guid> people = command.IsDemanded ? [.. others, command.User] : [.. others];
            stream.AppendMany(before.Change(before.Demand, before.Methods, people, time.GetUtcNow(), me.User.Value));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
