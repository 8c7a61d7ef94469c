using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Presence.Features;

/// <summary>Adds a status, or changes the one with that id (A6-01).</summary>
internal static class PutStatus
{
    public sealed record Command(Guid Id, StatusFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(StatusFields.Rules rules, ICurrentUser me, PresenceInMemory presence, IStringLocalizer<PresenceText> text)
        {
            RuleFor(command => command.Input).SetValidator(rules);
            RuleFor(command => command)
                .CustomAsync(
                    async (command, context, ct) =>
                    {
                        var statuses = (await presence.Of(me.Company, ct)).Statuses;
                        foreach (var field in command.Input.TakenIn(statuses, command.Id).Distinct())
                        {
                            context.AddFailure($"{nameof(Command.Input)}.{field}", text["NameTaken"]);
                        }

                        if (statuses.Find(command.Id) is null && statuses.All.Count >= CompanyStatuses.Most)
                        {
                            context.AddFailure(
                                $"{nameof(Command.Input)}.{nameof(StatusFields.Dutch)}",
                                text["TooMany", CompanyStatuses.Most]
                            );
                        }
                    }
                );
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await session.Decide(me.Company, statuses => statuses.Define(command.Input.ToStatus(command.Id)), ct);
            return Outcome.Done;
        }
    }
}
