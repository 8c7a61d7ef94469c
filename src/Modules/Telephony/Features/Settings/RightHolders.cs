using ConnectMe.Identity.Contracts;

namespace ConnectMe.Telephony.Features;

/// <summary>Who holds a right, to be read only: it is given under Rights.</summary>
/// <param name="Title">A key of the texts.</param>
internal sealed record RightHolders(string Title, IReadOnlyList<Person> Holders, int People)
{
    public static RightHolders Of(string title, IReadOnlyList<Person> people, Func<PersonRights, bool> holds) =>
        new(title, [.. people.Where(person => holds(person.Rights))], people.Count);
}
