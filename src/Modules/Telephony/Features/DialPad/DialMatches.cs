using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

/// <summary>Colleagues that what is typed on the dial pad may mean: by extension, by name, or by the letters on the keys.</summary>
internal static class DialMatches
{
    const int Most = 3;

    public static async Task<IResult> Handle(string? target, ICurrentUser me, IPeople people, CancellationToken ct) =>
        new Fragment<Found>(
            "/Features/ConnectMe.Telephony/DialPad/_Matches.cshtml",
            new Found(target ?? "", Of(target ?? "", (await people.Of(me.Company, ct)).Where(person => person.Id != me.User)))
        );

    public static IReadOnlyList<Person> Of(string typed, IEnumerable<Person> people)
    {
        var wanted = typed.Trim();
        return wanted.Length is 0 or > DialString.MaxLength
            ? []
            : [.. people.Where(person => Means(wanted, person)).OrderBy(person => person.Extension, StringComparer.Ordinal).Take(Most)];
    }

    /// <param name="Typed">What these were found for: the page may have gone on typing.</param>
    public sealed record Found(string Typed, IReadOnlyList<Person> People);

    static bool Means(string wanted, Person person)
    {
        if (person.Extension.StartsWith(wanted, StringComparison.Ordinal))
        {
            return true;
        }

        if (wanted.All(char.IsAsciiDigit))
        {
            return wanted.Length > 1 && WordsOf(person).Any(word => Keys.Of(word).StartsWith(wanted, StringComparison.Ordinal));
        }

        return person.Name.StartsWith(wanted, StringComparison.CurrentCultureIgnoreCase)
            || WordsOf(person).Any(word => word.StartsWith(wanted, StringComparison.CurrentCultureIgnoreCase));
    }

    static string[] WordsOf(Person person) => person.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
