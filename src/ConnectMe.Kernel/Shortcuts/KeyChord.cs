using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ConnectMe.Kernel;

/// <summary>
/// Keys pressed together to do something: Alt, or Alt and Shift, with a letter or digit, or one of the function keys that browsers leave free.
/// Not Ctrl: those are the browser's own, and Ctrl with Alt is how some keyboards type € and @.
/// </summary>
/// <param name="Code">The key by its place on the keyboard, as <c>KeyboardEvent.code</c> names it ("KeyM"): with Alt some layouts type another sign.</param>
public sealed partial record KeyChord(bool Alt, bool Shift, string Code)
{
    /// <summary>Reads "Alt+Shift+KeyM", "Alt+Digit1" or "F2"; false for everything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KeyChord? chord)
    {
        var match = Pattern().Match(text ?? "");
        chord = match.Success ? new KeyChord(match.Groups["alt"].Success, match.Groups["shift"].Success, match.Groups["code"].Value) : null;
        return chord is not null;
    }

    /// <summary>What stands on the keys: "Alt", "M". The names of ARIA's <c>aria-keyshortcuts</c>.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            if (Alt)
            {
                yield return "Alt";
            }

            if (Shift)
            {
                yield return "Shift";
            }

            yield return Code.StartsWith("Key", StringComparison.Ordinal) ? Code[3..]
            : Code.StartsWith("Digit", StringComparison.Ordinal) ? Code[5..]
            : Code;
        }
    }

    public override string ToString() => $"{(Alt ? "Alt+" : "")}{(Shift ? "Shift+" : "")}{Code}";

    [GeneratedRegex(
        "^(?:(?<alt>Alt)\\+(?:(?<shift>Shift)\\+)?(?<code>Key[A-Z]|Digit[0-9])|(?<code>F[234789]|F10))\\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Pattern();
}
