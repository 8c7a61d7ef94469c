using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
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
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = CompanyRights.IdOf(me.Company.Value);
            var stream = await session.Events.FetchForWriting<CompanyRights>(id, ct);
            var rights = stream.Aggregate ?? CompanyRights.Standard(id);
            stream.AppendMany(rights.GiveToNewPeople(command.Id, time.GetUtcNow(), me.User.Value));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
