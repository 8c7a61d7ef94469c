using System.Text.RegularExpressions;

namespace ConnectMe.Telephony.Signalling;

/// <summary>What of a message may be given to others: no credentials, no keys, and no numbers when that is asked for.</summary>
internal static partial class LadderText
{
    static readonly string[] Secret = ["Authorization:", "Proxy-Authorization:", "a=crypto:"];

    public static string WithoutSecrets(string message) =>
        string.Join(
            "\r\n",
            message.Split("\r\n").Select(line => Array.Find(Secret, s => Begins(line, s)) is { } name ? name + " ***" : line)
        );

    /// <summary>
    /// Of the telephone numbers in addresses and names all but the last two digits. Not of tags, branches and Call-IDs: they say nothing of anybody, and
    /// whoever reads the messages needs them to tell dialogs apart.
    /// </summary>
    public static string Masked(string message) => Places().Replace(message, place => Numbers().Replace(place.Value, Stars));

    static string Stars(Match number) => new string('*', number.Length - LeftVisible) + number.Value[^LeftVisible..];

    static bool Begins(string line, string with) => line.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    /// <summary>The user of a SIP address, a tel address, and the name before an address.</summary>
    [GeneratedRegex(
        @"(?<=sips?:)[^@;>\s\r\n]+(?=@)|(?<=tel:)[^;>\s\r\n]+|""[^""\r\n]*""(?=\s*<)|(?<=^(From|To|Contact|P-Asserted-Identity|Remote-Party-ID|Diversion|[ftm]):\s*)[^<""\r\n]+(?=<)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Places();

    /// <summary>Shorter rows are extensions.</summary>
    [GeneratedRegex(@"\d{6,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    const int LeftVisible = 2;
}
