using System.Globalization;

namespace ConnectMe.Interop.Tests.Load;

/// <summary>One line of what sipp writes with -trace_shortmsg.</summary>
internal readonly record struct LoggedMessage(double At, bool IsSent, string CallId, string FirstLine)
{
    public bool IsInvite => FirstLine.StartsWith("INVITE ", StringComparison.Ordinal);

    public bool IsRinging => FirstLine.StartsWith("SIP/2.0 180", StringComparison.Ordinal);

    /// <summary>The last three digits of the user in the Request-URI: the extension.</summary>
    public string Extension
    {
        get
        {
            var at = FirstLine.IndexOf('@', StringComparison.Ordinal);
            return at < 3 ? "" : FirstLine[(at - 3)..at];
        }
    }

    public static IEnumerable<LoggedMessage> Read(string file) =>
        File.ReadLines(file)
            .Select(line => line.Split('\t'))
            .Where(fields => fields.Length >= 7)
            .Select(fields => new LoggedMessage(
                double.Parse(fields[2], CultureInfo.InvariantCulture),
                fields[3] is "S",
                fields[4],
                fields[6]
            ));
}
