using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>Adds a time condition, or changes the one with that id.</summary>
internal static class PutCondition
{
    public sealed record Command(Guid Id, ConditionFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(EntryRules rules, IStringLocalizer<MenusText> text)
        {
            RuleFor(command => command)
                .CustomAsync(
                    async (command, context, ct) =>
                    {
                        var (id, input) = command;
                        var all = await rules.All(ct);
                        var isFull = all.FindCondition(id) is null && all.Conditions.Count >= CompanyMenus.Most;
                        var refusals = await rules.Check(id, input, isFull, ct);
                        if (input.NightCode?.Trim() is { Length: > 0 } code)
                        {
                            var refusal =
                                code == input.Extension?.Trim()
                                    ? text["ExtensionTaken", input.Name?.Trim() ?? ""].Value
                                    : await rules.Numbers.WhyNoCode(code, id, ct);
                            if (refusal is not null)
                            {
                                refusals.Add(nameof(input.NightCode), refusal);
                            }
                        }

                        rules.Demand(refusals, input.WhenOpen, nameof(input.WhenOpen));
                        rules.Demand(refusals, input.WhenClosed, nameof(input.WhenClosed));
                        foreach (var (field, destination) in input.Destinations)
                        {
                            await rules.Check(refusals, input, destination, field, ct);
                        }

                        if (!refusals.Any && all.With(await input.ToCondition(id, rules.Destinations, ct)).IsRound(id))
                        {
                            refusals.Add($"{nameof(input.WhenOpen)}.{nameof(DestinationFields.To)}", text["GoesRound"]);
                        }

                        refusals.Fill(context, nameof(Command.Input));
                    }
                );
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, MenuDestinations destinations) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var condition = await command.Input.ToCondition(command.Id, destinations, ct);
            await session.Decide(me.Company, all => all.Put(condition), ct);
            return Outcome.Done;
        }
    }
}
