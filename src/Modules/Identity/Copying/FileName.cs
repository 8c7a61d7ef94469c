using System.Text;

namespace ConnectMe.Identity.Copying;

/// <summary>A name that every system takes, of a text that a caller from outside may have chosen: it leads nowhere else and is no device.</summary>
internal static class FileName
{
    public static string Of(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isSecondDot = rune.Value == '.' && name is { Length: > 0 } && name[^1] == '.';
            if (Rune.IsLetterOrDigit(rune) || (!isSecondDot && Signs.Contains(rune.ToString(), StringComparison.Ordinal)))
            {
                name.Append(rune);
            }
        }

        var whole = name.ToString().Trim(' ', '.');
        var extension = Path.GetExtension(whole) is { Length: <= 6 } known ? known : "";
        var stem = whole[..^extension.Length].TrimEnd(' ', '.');
        var cut = stem.Length > Longest ? stem[..(char.IsHighSurrogate(stem[Longest - 1]) ? Longest - 1 : Longest)] : stem;
        return (cut.Length == 0 || Devices.Contains(cut, StringComparer.OrdinalIgnoreCase) ? $"_{cut}" : cut) + extension;
    }

    const string Signs = " -.+()";
    const int Longest = 100;
    static readonly string[] Devices = ["con", "prn", "aux", "nul"];
}
