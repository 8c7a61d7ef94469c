using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

internal static class PeopleChoices
{
    public static IEnumerable<Choice> ChoicesOf(this IStringLocalizer<SettingsText> text, IReadOnlyList<Person> people) =>
        people.Select(person => new Choice($"{person.Id.Value}", text["NameAndExtension", person.Name, person.Extension]));
}
