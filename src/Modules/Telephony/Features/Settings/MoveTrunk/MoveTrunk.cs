using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;

namespace ConnectMe.Telephony.Features;

internal static class MoveTrunk
{
    /// <param name="Up">Before the one that is before it; else after the one after it.</param>
    public sealed record Command(Guid Id, bool Up);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var trunks = (await session.Query<Trunk>().OrderBy(trunk => trunk.Rank).ToListAsync(ct)).ToList();
            var at = trunks.FindIndex(trunk => trunk.Id == command.Id);
            var to = command.Up ? at - 1 : at + 1;
            if (at < 0 || to < 0 || to >= trunks.Count)
            {
                return Outcome.Done; // it is at the end already
            }

            (trunks[at], trunks[to]) = (trunks[to], trunks[at]);
            for (var rank = 0; rank < trunks.Count; rank++)
            {
                session.Events.Append(trunks[rank].Id, [.. trunks[rank].Rerank(rank + 1)]);
            }

            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
