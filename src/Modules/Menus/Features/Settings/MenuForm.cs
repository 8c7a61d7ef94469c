using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;

namespace ConnectMe.Menus.Features;

/// <summary>What the lists of a form offer.</summary>
/// <param name="Destinations">Where calls can be led.</param>
/// <param name="Payers">Everybody, by name.</param>
internal sealed record DestinationLists(IReadOnlyList<Choice> Destinations, IReadOnlyList<Choice> Payers)
{
    public static async Task<DestinationLists> Read(MenuDestinations destinations, IPeople people, ICurrentUser me, CancellationToken ct) =>
        new(
            await destinations.Choices(ct),
            [
                .. (await people.Of(me.Company, ct))
                    .OrderBy(person => person.Name, StringComparer.CurrentCulture)
                    .Select(person => new Choice(person.Id.Value.ToString("d", CultureInfo.InvariantCulture), person.Name)),
            ]
        );
}

/// <summary>What the fields of a menu are drawn from, for a new one and for one that is changed.</summary>
/// <param name="Greetings">What the menu can say besides what is shipped.</param>
internal sealed record MenuForm(MenuFields Input, DestinationLists Lists, IReadOnlyList<Choice> Greetings);

/// <summary>What the fields of a time condition are drawn from.</summary>
internal sealed record ConditionForm(ConditionFields Input, DestinationLists Lists);
