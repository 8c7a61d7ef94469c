using System.Globalization;
using System.Text;

namespace ConnectMe.Contacts.Domain;

/// <summary>
/// Where a name stands in an alphabetical list. By last name without what stands before it ("van den Berg" under B), then first name; of small letters and
/// digits only, so that every collation of a database and .NET's ordinal one agree on the order.
/// </summary>
public static class NameOrder
{
    /// <summary>Of a contact; of a company when it has no name.</summary>
    public static string Of(string firstName, string lastName, string company)
    {
        var last = WithoutPrefix(lastName);
        var key = (Key(last), Key(firstName), Key(company)) switch
        {
            ({ Length: > 0 } l, var f, _) => $"{l}{Between}{f}",
            ("", { Length: > 0 } f, _) => f,
            (_, _, var c) => c,
        };
        return key.Length > Longest ? key[..Longest] : key;
    }

    /// <summary>Of a colleague, whose name is one text: the last name begins at the first capital after the first word.</summary>
    public static string Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? Of(name, "", "") : Of(words[0], string.Join(' ', words[1..]), "");
    }

    /// <summary>Under which letter it stands: "B", "#" for what begins with no letter.</summary>
    public static string LetterOf(string key) => key is [>= 'a' and <= 'z', ..] && !IsForeign(key) ? key[..1].ToUpperInvariant() : "#";

    static string WithoutPrefix(string lastName)
    {
        var words = lastName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, word => !char.IsLower(word[0]) && word[0] is not '\'' and not '’');
        return at > 0 ? string.Join(' ', words[at..]) : lastName;
    }

    /// <summary>Other letters than Latin ones follow after z, by their code.</summary>
    static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var letter in SearchText.Fold(text))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                key.Append(letter);
            }
            else if (char.IsLetterOrDigit(letter))
            {
                key.Append(CultureInfo.InvariantCulture, $"{Foreign}{(int)letter:x4}");
            }
        }

        return key.ToString();
    }

    static bool IsForeign(string key) => key.StartsWith(Foreign, StringComparison.Ordinal);

    /// <summary>Before every letter, so that "Berg" comes before "Bergman".</summary>
    const char Between = '0';

    const string Foreign = "zzz";
    const int Longest = 120;
}
