using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

/// <summary>Whom what is typed on the dial pad may mean: colleagues by extension, by name or by the letters on the keys, and contacts by name or number.</summary>
internal static class DialMatches
{
    const int Most = 3;

    public static async Task<IResult> Handle(string? target, ICurrentUser me, IPeople people, IContactBook contacts, CancellationToken ct)
    {
        var typed = target ?? "";
        var colleagues = Of(typed, (await people.Of(me.Company, ct)).Where(person => person.Id != me.User));
        return new Fragment<Found>(
            "/Features/ConnectMe.Telephony/DialPad/_Matches.cshtml",
            new Found(typed, await WithContacts(colleagues, typed, Most, me, contacts, ct))
        );
    }

    /// <summary>Colleagues first; the user's own contacts take the places that are left.</summary>
    public static async Task<IReadOnlyList<DialTarget>> WithContacts(
        IReadOnlyList<Person> colleagues,
        string typed,
        int most,
        ICurrentUser me,
        IContactBook contacts,
        CancellationToken ct
    )
    {
        var room = most - colleagues.Count;
        var found = room > 0 && typed.Trim().Length > 1 ? await contacts.Search(me.Company, me.User, typed, room, ct) : [];
        return [.. colleagues.Select(DialTarget.Of), .. found.Select(DialTarget.Of)];
    }

    public static IReadOnlyList<Person> Of(string typed, IEnumerable<Person> people)
    {
        var wanted = typed.Trim();
        return wanted.Length is 0 or > DialString.MaxLength
            ? []
            : [.. people.Where(person => Means(wanted, person)).OrderBy(person => person.Extension, StringComparer.Ordinal).Take(Most)];
    }

    /// <param name="Typed">What these were found for: the page may have gone on typing.</param>
    public sealed record Found(string Typed, IReadOnlyList<DialTarget> Targets);

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
