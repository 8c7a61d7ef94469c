using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;

namespace ConnectMe.Telephony.Features;

/// <summary>What played it plays what is shipped from then on.</summary>
internal static class RemoveSound
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
            var stream = await session.Events.FetchForWriting<CompanySound>(command.Id, ct);
            if (stream.Aggregate is { } sound)
            {
                session.Delete<SoundContent>(sound.ContentId);
                stream.AppendOne(new CompanySoundRemoved(command.Id));
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
