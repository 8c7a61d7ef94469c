using System.Globalization;
using System.Text;

namespace ConnectMe.Contacts.Domain;

/// <summary>How names and numbers are compared with what somebody types: without accents, capitals and punctuation.</summary>
public static class SearchText
{
    /// <summary>All words of the texts with a blank before each, and the digits of the numbers in national and international form.</summary>
    public static string Of(IEnumerable<string> texts, IEnumerable<string> numbers)
    {
        var words = texts.SelectMany(Words).Distinct(StringComparer.Ordinal);
        return string.Concat(words.Concat(numbers.Select(Digits).Where(digits => digits.Length > 0)).Select(word => $" {word}"));
    }

    /// <summary>The parts that must each be found; a number typed with blanks is one part.</summary>
    public static IReadOnlyList<string> Parts(string typed)
    {
        var text = typed.Length > Longest ? typed[..Longest] : typed;
        if (text.Any(char.IsAsciiDigit) && !text.Any(char.IsLetter))
        {
            // 020…, +3120… and 003120… all contain what follows their prefix.
            return WithoutPrefix(Digits(text)) is { Length: > 0 } wanted ? [wanted] : [];
        }

        return [.. Words(text).Select(WithoutPrefix).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Take(MostParts)];
    }

    /// <summary>Small letters without accents: "Žižková" is "zizkova", "Größe" is "grosse".</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Whole(text).Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
            {
                folded.Append(Plain(char.ToLowerInvariant(letter)));
            }
        }

        return folded.ToString();
    }

    /// <summary>Whether all parts are in the text: words from their beginning, digits anywhere.</summary>
    /// <param name="text">Made by <see cref="Of"/>.</param>
    public static bool Means(string text, IReadOnlyList<string> parts) =>
        parts.All(part => text.Contains(char.IsAsciiDigit(part[0]) ? part : $" {part}", StringComparison.Ordinal));

    /// <summary>As <see cref="Means"/>, but digits too from their beginning: of an extension the end is not what somebody looks for.</summary>
    public static bool BeginsWords(string text, IReadOnlyList<string> parts) =>
        parts.Count > 0 && parts.All(part => text.Contains($" {part}", StringComparison.Ordinal));

    /// <summary>
    /// How far all parts together are from what is in the text, 0 when they are; null when it is not meant. In each word one place may be wrong: a letter that is another,
    /// missing or too many, or two, which are also two that changed places.
    /// </summary>
    public static int? Unlikeness(string text, IReadOnlyList<string> parts)
    {
        var all = 0;
        foreach (var part in parts)
        {
            if (text.Contains(char.IsAsciiDigit(part[0]) ? part : $" {part}", StringComparison.Ordinal))
            {
                continue;
            }

            var nearest = MayBeMisspelt(part) ? Nearest(text, part) : int.MaxValue;
            if (nearest == int.MaxValue)
            {
                return null;
            }

            all += nearest;
        }

        return parts.Count > 0 ? all : null;
    }

    /// <summary>Long enough, and no number.</summary>
    public static bool MayBeMisspelt(string part) => part.Length > LeastSpelt && !char.IsAsciiDigit(part[0]);

    public static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));

    static string WithoutPrefix(string word) =>
        !word.All(char.IsAsciiDigit) ? word
        : word.StartsWith("00", StringComparison.Ordinal) ? word[2..]
        : word is ['0', _, ..] ? word[1..]
        : word;

    static int Nearest(ReadOnlySpan<char> text, string part)
    {
        var nearest = int.MaxValue;
        foreach (var range in text.Split(' '))
        {
            nearest = Math.Min(nearest, Unlikeness(text[range], part));
        }

        return nearest;
    }

    /// <summary>After what both begin with, all but the wrong letters must follow.</summary>
    static int Unlikeness(ReadOnlySpan<char> word, string part)
    {
        var same = word.CommonPrefixLength(part);
        for (var wrong = 1; wrong <= MostWrong && part.Length - wrong >= LeastSpelt; wrong++)
        {
            var at = Math.Min(same, part.Length - wrong);
            if (word[at..].Contains(part.AsSpan(at + wrong), StringComparison.Ordinal))
            {
                return 10 * wrong + Math.Min(Math.Abs(word.Length - part.Length), 9);
            }
        }

        return int.MaxValue;
    }

    static string[] Words(string text) => string.Concat(Fold(text).Select(AsWord)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static char AsWord(char letter) => char.IsLetterOrDigit(letter) ? letter : ' ';

    /// <summary>Halves of a pair have no normal form.</summary>
    static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));

    static string Plain(char letter) =>
        letter switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'đ' or 'ð' => "d",
            'ł' => "l",
            'þ' => "th",
            'ı' => "i",
            _ => letter.ToString(),
        };

    /// <summary>How many letters in a row may be wrong.</summary>
    const int MostWrong = 2;

    const int LeastSpelt = 3;
    const int Longest = 100;
    const int MostParts = 6;
}
