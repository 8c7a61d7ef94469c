using System.Globalization;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>Reads the first Reason of a BYE or CANCEL (RFC 3326 §2). It is shown to people, so it is cut to a size.</summary>
static class ReasonHeader
{
    public static SessionReason? Of(SipMessage message)
    {
        if (message.Headers.Elements("Reason") is not [var text, ..])
        {
            return null;
        }

        // The text in quotes may contain a semicolon: it is looked for by itself.
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        var cause = parts.Skip(1).FirstOrDefault(part => part.StartsWith("cause=", StringComparison.OrdinalIgnoreCase))?["cause=".Length..];
        int? number = int.TryParse(cause, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        return new SessionReason(Cut(parts[0]), number, TextOf(text));
    }

    static string? TextOf(string reason)
    {
        var start = reason.IndexOf("text=\"", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        var text = reason[(start + "text=\"".Length)..];
        return text.IndexOf('"', StringComparison.Ordinal) is var end and >= 0 ? Cut(text[..end]) : null;
    }

    static string Cut(string text) => text.Length <= Longest ? text : text[..Longest];

    const int Longest = 128;
}
