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
        public Validator(EntryRules rules, MenuGreetings greetings, IStringLocalizer<MenusText> text)
        {
            RuleFor(command => command)
                .CustomAsync(
                    async (command, context, ct) =>
                    {
                        var (id, input) = command;
                        var all = await rules.All(ct);
                        var isFull = all.FindMenu(id) is null && all.Menus.Count >= CompanyMenus.Most;
                        var refusals = await rules.Check(id, input, isFull, ct);
                        if (input.Seconds is not (>= MenuFields.ShortestWait and <= MenuFields.LongestWait))
                        {
                            refusals.Add(nameof(input.Seconds), text["NotBetween", MenuFields.ShortestWait, MenuFields.LongestWait]);
                        }

                        if (input.Repeats is not (>= 0 and <= MenuFields.MostRepeats))
                        {
                            refusals.Add(nameof(input.Repeats), text["NotBetween", 0, MenuFields.MostRepeats]);
                        }

                        if (!await greetings.CanSay(id, input.Greeting, ct))
                        {
                            refusals.Add(nameof(input.Greeting), text["ChooseOne"]);
                        }

                        rules.Demand(refusals, input.Otherwise, nameof(input.Otherwise));
                        foreach (var (field, destination) in input.Destinations)
                        {
                            await rules.Check(refusals, input, destination, field, ct);
                        }

                        if (!refusals.Any && all.With(await input.ToMenu(id, rules.Destinations, ct)).IsRound(id))
                        {
                            refusals.Add($"{nameof(input.Otherwise)}.{nameof(DestinationFields.To)}", text["GoesRound"]);
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
            var menu = await command.Input.ToMenu(command.Id, destinations, ct);
            var said = menu.GreetingId ?? Guid.Empty;
            session.DeleteWhere<MenuGreeting>(earlier => earlier.MenuId == menu.Id && earlier.Id != said);
            await session.Decide(me.Company, all => all.Put(menu), ct);
            return Outcome.Done;
        }
    }
}
