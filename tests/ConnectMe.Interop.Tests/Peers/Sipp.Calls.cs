using System.Globalization;
using System.Text.RegularExpressions;

namespace ConnectMe.Interop.Tests.Peers;

internal sealed partial class Sipp
{
    static readonly TimeSpan ThiefEndsWithin = TimeSpan.FromSeconds(120);

    /// <summary>Calls with somebody's account, and hangs up after a second. A refused call is none that fails.</summary>
    /// <param name="rate">New calls per second.</param>
    /// <returns>What sipp ended with: 0 when each call went as the scenario says, 1 when some did not.</returns>
    public static async Task<int> Steal(PhoneAccount stolen, int port, string number, int calls, int rate)
    {
        var folder = Directory.CreateTempSubdirectory("connectme-thief-").FullName;
        var accounts = Path.Combine(folder, "accounts.csv");
        await File.WriteAllTextAsync(
            accounts,
            $"SEQUENTIAL\n{stolen.Name};[authentication username={stolen.Name} password={stolen.Secret}]\n"
        );
        var own = FreePorts.Take(6);
        string[] arguments =
        [
            $"127.0.0.1:{Text(port)}",
            "-sf",
            Repository.PathOf("tests", "peers", "sipp", "steals.xml"),
            "-inf",
            accounts,
            "-s",
            number,
            "-i",
            "127.0.0.1",
            "-mi",
            "127.0.0.1",
            "-p",
            Text(own),
            "-mp",
            Text(own + 2),
            "-m",
            Text(calls),
            "-r",
            Text(rate),
            "-nostdin",
        ];
        await using var thief = PeerProcess.Start("sipp", folder, arguments);
        var code = await thief.End(ThiefEndsWithin);
        Directory.Delete(folder, recursive: true);
        return code;
    }

    /// <summary>The calls that came, from their INVITE to the BYE or CANCEL; one that goes on has no end yet.</summary>
    public async Task<IReadOnlyList<(DateTime From, DateTime Until)>> Calls()
    {
        var (from, until) = (
            new Dictionary<string, DateTime>(StringComparer.Ordinal),
            new Dictionary<string, DateTime>(StringComparer.Ordinal)
        );
        foreach (Match message in Received().Matches(await File.ReadAllTextAsync(Path.Combine(_folder, "messages"))))
        {
            var at = DateTime.Parse(message.Groups["at"].Value, CultureInfo.InvariantCulture);
            (message.Groups["method"].Value == "INVITE" ? from : until).TryAdd(message.Groups["call"].Value, at);
        }

        return [.. from.Select(call => (call.Value, until.GetValueOrDefault(call.Key, DateTime.MaxValue)))];
    }

    [GeneratedRegex(
        @"^-+ (?<at>[\d-]+[T ]\d+:\d+:\d+\.\d+)[^\n]*\n[^\n]*received[^\n]*\n+(?<method>INVITE|BYE|CANCEL) (?:[^\n]+\n)*?Call-ID: *(?<call>[^\r\n]+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Received();
}
