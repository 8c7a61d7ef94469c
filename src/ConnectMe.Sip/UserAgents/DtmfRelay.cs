using System.Globalization;
using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>Digits in INFO: application/dtmf-relay ("Signal=5", "Duration=160") as phones send it, and application/dtmf, the digit alone.</summary>
static class DtmfRelay
{
    public const string Relay = "application/dtmf-relay";

    public const string Plain = "application/dtmf";

    public static bool IsIn(SipRequest request) => request.ContentType is Relay or Plain;

    /// <summary>False when there is no digit in it.</summary>
    public static bool TryRead(SipRequest request, out char digit, out TimeSpan duration)
    {
        digit = default;
        duration = Usual;
        if (request.Body.Length > LongestBody)
        {
            return false;
        }

        var body = Encoding.UTF8.GetString(request.Body.Span);
        if (request.ContentType == Plain)
        {
            return TryReadDigit(body.Trim(), out digit);
        }

        foreach (var line in body.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = line.Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (line, "");
            if (name.Equals("Signal", StringComparison.OrdinalIgnoreCase) && !TryReadDigit(value, out digit))
            {
                return false;
            }

            if (
                name.Equals("Duration", StringComparison.OrdinalIgnoreCase)
                && ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            )
            {
                duration = TimeSpan.FromMilliseconds(Math.Clamp((int)milliseconds, Shortest, Longest));
            }
        }

        return digit != default;
    }

    public static void Write(SipRequest request, char digit, TimeSpan duration)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Signal={digit}\r\nDuration={(int)duration.TotalMilliseconds}\r\n");
        request.SetBody(Encoding.UTF8.GetBytes(text), Relay);
    }

    static bool TryReadDigit(string text, out char digit)
    {
        digit = text.Length == 1 ? char.ToUpperInvariant(text[0]) : default;
        if (text is "10" or "11")
        {
            digit = text == "10" ? '*' : '#'; // RFC 4733 event codes, as some gateways write them
        }

        var isDigit = digit is >= '0' and <= '9' or '*' or '#' or >= 'A' and <= 'D';
        digit = isDigit ? digit : default;
        return isDigit;
    }

    static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(160);
    const int Shortest = 40;
    const int Longest = 5000;
    const int LongestBody = 256;
}
