using System.Text.RegularExpressions;

namespace ConnectMe.Chat.Keeping;

/// <summary>Finds web links in what somebody typed (M11.1-02). Only http and https become links; all else stays text.</summary>
internal static partial class TextLinks
{
    /// <returns>The whole text in its order; parts with an address are links.</returns>
    public static IEnumerable<(string Text, string? Address)> Split(string text)
    {
        var done = 0;
        foreach (Match match in Link().Matches(text))
        {
            var link = Trimmed(match.Value);
            if (AddressOf(link) is not { } address)
            {
                continue;
            }

            if (match.Index > done)
            {
                yield return (text[done..match.Index], null);
            }

            yield return (link, address);
            done = match.Index + link.Length;
        }

        if (done < text.Length)
        {
            yield return (text[done..], null);
        }
    }

    static string? AddressOf(string link) =>
        Uri.TryCreate(link.Contains("://", StringComparison.Ordinal) ? link : $"https://{link}", UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0 // "https://bank.example@elsewhere" is not what it seems
            ? uri.AbsoluteUri
            : null;

    /// <summary>What ends a sentence is not of its link; a bracket is when it was opened in it.</summary>
    static string Trimmed(string link)
    {
        var end = link.Length;
        while (end > 0 && (".,;:!?'\"»”’".Contains(link[end - 1], StringComparison.Ordinal) || IsLooseBracket(link[..end])))
        {
            end--;
        }

        return link[..end];
    }

    static bool IsLooseBracket(string link) =>
        link[^1] is ')' or ']' && link.Count(sign => sign is '(' or '[') < link.Count(sign => sign is ')' or ']');

    /// <summary>With its scheme, with www, or a name with a path behind it.</summary>
    [GeneratedRegex(
        @"\b(?:https?://[^\s<>]+|www\.[^\s<>]+\.[^\s<>]+|(?:[a-z0-9-]+\.)+[a-z]{2,24}/[^\s<>]*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Link();
}
