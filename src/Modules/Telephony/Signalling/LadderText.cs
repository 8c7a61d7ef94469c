using System.Text;

namespace ConnectMe.Telephony.Signalling;

/// <summary>What of a message may be given to others: no credentials, no keys, and no numbers when that is asked for.</summary>
internal static class LadderText
{
    /// <summary>Shorter rows of digits are ports, times and extensions.</summary>
    const int NumberLength = 6;
    const int LeftVisible = 2;

    static readonly string[] Secret = ["Authorization:", "Proxy-Authorization:", "a=crypto:"];

    public static string WithoutSecrets(string message) =>
        string.Join(
            "\r\n",
            message.Split("\r\n").Select(line => Array.Find(Secret, s => Begins(line, s)) is { } name ? name + " ***" : line)
        );

    /// <summary>Of every row of six digits and more in addresses all but the last two.</summary>
    public static string Masked(string message) => string.Join("\r\n", message.Split("\r\n").Select(MaskedLine));

    static string MaskedLine(string line)
    {
        if (!line.Contains("sip:", StringComparison.OrdinalIgnoreCase) && !line.Contains("tel:", StringComparison.OrdinalIgnoreCase))
        {
            return line;
        }

        var masked = new StringBuilder(line);
        for (var start = 0; start < line.Length; start++)
        {
            var end = start;
            while (end < line.Length && char.IsAsciiDigit(line[end]))
            {
                end++;
            }

            for (var i = start; end - start >= NumberLength && i < end - LeftVisible; i++)
            {
                masked[i] = '*';
            }

            start = Math.Max(start, end);
        }

        return masked.ToString();
    }

    static bool Begins(string line, string with) => line.StartsWith(with, StringComparison.OrdinalIgnoreCase);
}
