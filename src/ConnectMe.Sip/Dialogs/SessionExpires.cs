using System.Globalization;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Dialogs;

enum Refresher
{
    Caller,
    Callee,
}

/// <summary>The Session-Expires header (RFC 4028 §4). "uac" and "uas" are the roles in the transaction that carries it, not in the call.</summary>
readonly record struct SessionExpires(uint Seconds, Refresher? Refresher = null)
{
    public static SessionExpires? Of(SipMessage message)
    {
        if ((message.Headers["Session-Expires"]) is not { } text)
        {
            return null;
        }

        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        if (!uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        Refresher? refresher = null;
        foreach (var part in parts.Skip(1).Select(part => part.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()))
        {
            refresher = part switch
            {
                "refresher=uac" => Dialogs.Refresher.Caller,
                "refresher=uas" => Dialogs.Refresher.Callee,
                _ => refresher,
            };
        }

        return new SessionExpires(seconds, refresher);
    }

    /// <summary>Min-SE (RFC 4028 §5); absent it is 90 s.</summary>
    public static uint Minimum(SipMessage message) =>
        message.Headers["Min-SE"]?.Split(';')[0].Trim() is { } text
        && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Max(seconds, 90)
            : 90;

    public override string ToString() =>
        Refresher switch
        {
            Dialogs.Refresher.Caller => $"{Seconds};refresher=uac",
            Dialogs.Refresher.Callee => $"{Seconds};refresher=uas",
            _ => Seconds.ToString(CultureInfo.InvariantCulture),
        };
}
