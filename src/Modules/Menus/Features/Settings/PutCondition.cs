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
        public Validator(
            MenuNumbers numbers,
            MenuDestinations destinations,
            ICurrentUser me,
            IPeople people,
            MenusInMemory menus,
            IStringLocalizer<MenusText> text
        )
        {
            RuleFor(command => command)
                .CustomAsync(
                    async (command, context, ct) =>
                    {
                        var (id, input) = command;
                        var all = await menus.Of(me.Company, ct);
                        var isRefused = false;
                        if (NameRules.WhyNot(input.Name, id, all, text) is { } name)
                        {
                            Refuse(nameof(ConditionFields.Name), name);
                        }

                        if (all.FindCondition(id) is null && all.Conditions.Count >= CompanyMenus.Most)
                        {
                            Refuse(nameof(ConditionFields.Name), text["TooMany", CompanyMenus.Most]);
                        }

                        if (await numbers.WhyNot(input.Extension, id, ct) is { } extension)
                        {
                            Refuse(nameof(ConditionFields.Extension), extension);
                        }

                        if (input.NightCode?.Trim() is { Length: > 0 } code)
                        {
                            var refusal =
                                code == input.Extension?.Trim()
                                    ? text["ExtensionTaken", input.Name?.Trim() ?? ""].Value
                                    : await numbers.WhyNoCode(code, id, ct);
                            if (refusal is not null)
                            {
                                Refuse(nameof(ConditionFields.NightCode), refusal);
                            }
                        }

                        if (input.ChargedTo is { } payer && (await people.Of(me.Company, ct)).All(person => person.Id.Value != payer))
                        {
                            Refuse(nameof(ConditionFields.ChargedTo), text["ColleagueMissing"]);
                        }

                        foreach (var (field, destination) in input.Destinations)
                        {
                            if (!destination.IsChosen && (field is nameof(ConditionFields.WhenOpen) or nameof(ConditionFields.WhenClosed)))
                            {
                                Refuse($"{field}.{nameof(DestinationFields.To)}", text["ChooseOne"]);
                            }

                            if (await destinations.Refuse(destination, input.ChargedTo is not null, ct) is { } refusal)
                            {
                                Refuse($"{field}.{refusal.Field}", refusal.Words);
                            }
                        }

                        if (!isRefused && all.With(await input.ToCondition(id, destinations, ct)).IsRound(id))
                        {
                            Refuse($"{nameof(ConditionFields.WhenOpen)}.{nameof(DestinationFields.To)}", text["GoesRound"]);
                        }

                        void Refuse(string field, string why)
                        {
                            isRefused = true;
                            context.AddFailure($"{nameof(Command.Input)}.{field}", why);
                        }
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
