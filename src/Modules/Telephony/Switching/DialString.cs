namespace ConnectMe.Telephony.Switching;

/// <summary>What a person typed to be dialled, without the signs people write between digits.</summary>
internal static class DialString
{
    public const int MaxLength = 32;

    /// <summary>The digits of <paramref name="typed"/> (0-9 * # and a leading +), or null when it isn't something that can be dialled.</summary>
    public static string? Clean(string? typed)
    {
        if (typed is null || typed.Length > 2 * MaxLength)
        {
            return null;
        }

        Span<char> cleaned = stackalloc char[MaxLength];
        var length = 0;
        foreach (var sign in typed)
        {
            if (IsSeparator(sign))
            {
                continue;
            }

            if (length == MaxLength || !(char.IsAsciiDigit(sign) || sign is '*' or '#' || (sign is '+' && length == 0)))
            {
                return null;
            }

            cleaned[length++] = sign;
        }

        return length == 0 ? null : new string(cleaned[..length]);
    }

    /// <summary>1 to 32 signs that have a tone: 0-9 * # A-D (RFC 4733 §3.2).</summary>
    public static bool AreDigits(string? digits) => digits is { Length: > 0 and <= MaxLength } && digits.All(IsDigit);

    public static bool IsDigit(char sign) => char.IsAsciiDigit(sign) || sign is '*' or '#' or (>= 'A' and <= 'D');

    static bool IsSeparator(char sign) =>
        char.IsWhiteSpace(sign) || sign is '-' or '.' or '(' or ')' or '/' or '\u2010' or '\u2011' or '\u2013';
}
