using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Somebody is back: with the rights, the password and the phones they had.</summary>
internal static class ReactivatePerson
{
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(PersonNumbers numbers, IQuerySession session) =>
            RuleFor(command => command.Id)
                .CustomAsync(
                    async (id, context, ct) =>
                    {
                        if (await session.LoadAsync<User>(id, ct) is { } user && await numbers.WhyNot(user.Extension, id, ct) is { } why)
                        {
                            context.AddFailure(why);
                        }
                    }
                );
    }

    public sealed class Handler(IDocumentSession session, IStringLocalizer<PeopleText> text) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<User>(command.Id, ct);
            if (stream.Aggregate is { } user)
            {
                stream.AppendMany(user.Reactivate());
            }

            return await session.SaveUnlessTaken(text, ct);
        }
    }
}
