using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>Adds a menu, or changes the one with that id (A11-03).</summary>
internal static class PutMenu
{
    public sealed record Command(Guid Id, MenuFields Input);

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
                            Refuse(nameof(MenuFields.Name), name);
                        }

                        if (all.FindMenu(id) is null && all.Menus.Count >= CompanyMenus.Most)
                        {
                            Refuse(nameof(MenuFields.Name), text["TooMany", CompanyMenus.Most]);
                        }

                        if (await numbers.WhyNot(input.Extension, id, ct) is { } extension)
                        {
                            Refuse(nameof(MenuFields.Extension), extension);
                        }

                        if (input.Seconds is not (>= MenuFields.ShortestWait and <= MenuFields.LongestWait))
                        {
                            Refuse(nameof(MenuFields.Seconds), text["NotBetween", MenuFields.ShortestWait, MenuFields.LongestWait]);
                        }

                        if (input.Repeats is not (>= 0 and <= MenuFields.MostRepeats))
                        {
                            Refuse(nameof(MenuFields.Repeats), text["NotBetween", 0, MenuFields.MostRepeats]);
                        }

                        if (input.ChargedTo is { } payer && (await people.Of(me.Company, ct)).All(person => person.Id.Value != payer))
                        {
                            Refuse(nameof(MenuFields.ChargedTo), text["ColleagueMissing"]);
                        }

                        if (!input.Otherwise.IsChosen)
                        {
                            Refuse($"{nameof(MenuFields.Otherwise)}.{nameof(DestinationFields.To)}", text["ChooseOne"]);
                        }

                        await Destination(input.Otherwise, nameof(MenuFields.Otherwise));
                        await Destination(input.WhenClosed, nameof(MenuFields.WhenClosed));
                        for (var place = 0; place < Menu.AllKeys.Length; place++)
                        {
                            await Destination(input.Key(place), $"{nameof(MenuFields.Keys)}[{place}]");
                        }

                        if (!isRefused && all.With(await input.ToMenu(id, greeting: null, destinations, ct)).IsRound(id))
                        {
                            Refuse($"{nameof(MenuFields.Otherwise)}.{nameof(DestinationFields.To)}", text["GoesRound"]);
                        }

                        void Refuse(string field, string why)
                        {
                            isRefused = true;
                            context.AddFailure($"{nameof(Command.Input)}.{field}", why);
                        }

                        async Task Destination(DestinationFields destination, string field)
                        {
                            if (await destinations.Refuse(destination, input.ChargedTo is not null, ct) is { } refusal)
                            {
                                Refuse($"{field}.{refusal.Field}", refusal.Words);
                            }
                        }
                    }
                );
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, MenuDestinations destinations, MenusInMemory menus)
        : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var greeting = (await menus.Of(me.Company, ct)).FindMenu(command.Id)?.GreetingId;
            var menu = await command.Input.ToMenu(command.Id, greeting, destinations, ct);
            await session.Decide(me.Company, all => all.Put(menu with { GreetingId = all.FindMenu(menu.Id)?.GreetingId ?? greeting }), ct);
            return Outcome.Done;
        }
    }
}

/// <summary>What a menu or time condition may be called.</summary>
internal static class NameRules
{
    /// <returns>What is wrong with it, in words; null: nothing is.</returns>
    public static string? WhyNot(string? typed, Guid own, CompanyMenus all, IStringLocalizer<MenusText> text)
    {
        var name = typed?.Trim() ?? "";
        return name.Length == 0 ? text["NameMissing"]
            : name.Length > Menu.LongestName ? text["NameTooLong", Menu.LongestName]
            : all.Menus.Any(menu => menu.Id != own && Is(menu.Name)) || all.Conditions.Any(one => one.Id != own && Is(one.Name))
                ? text["NameTaken"].Value
            : null;

        bool Is(string other) => string.Equals(other, name, StringComparison.OrdinalIgnoreCase);
    }
}
