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
            var digits = Digits(text);
            var wanted =
                digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
                : digits is ['0', _, ..] ? digits[1..]
                : digits;
            return wanted.Length == 0 ? [] : [wanted];
        }

        return [.. Words(text).Distinct(StringComparer.Ordinal).Take(MostParts)];
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

    public static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));

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

    const int Longest = 100;
    const int MostParts = 6;
}
