using ConnectMe.Sip.Dialogs;

namespace ConnectMe.Sip.UserAgents;

/// <summary>RFC 3891 §6.1: to-tag is ours, from-tag is theirs, seen from whoever receives it.</summary>
readonly record struct ReplacesHeader(DialogId Dialog, bool EarlyOnly)
{
    /// <summary>Null when it is not well-formed.</summary>
    public static ReplacesHeader? Read(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        string? Parameter(string name) =>
            parts.Skip(1).FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..];

        return parts[0].Length > 0 && Parameter("to-tag") is { } to && Parameter("from-tag") is { } from
            ? new ReplacesHeader(new DialogId(parts[0], to, from), parts.Skip(1).Contains("early-only", StringComparer.OrdinalIgnoreCase))
            : null;
    }
}
