using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;

namespace ConnectMe.Telephony.Features;

/// <summary>Who talks in it goes on; nobody comes in any more.</summary>
internal static class RemoveRoom
{
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<ConferenceRoom>(command.Id, ct);
            if (stream.Aggregate is not null)
            {
                stream.AppendOne(new ConferenceRoomRemoved(command.Id));
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
