using System.Text.RegularExpressions;

namespace ConnectMe.Interop.Tests.Peers;

internal sealed partial class Sipp
{
    /// <summary>A phone with a lamp for that colleague: it subscribes to their calls and answers each NOTIFY.</summary>
    public static async Task<Sipp> Watch(PhoneAccount watcher, int port, string colleague)
    {
        var folder = Directory.CreateTempSubdirectory("connectme-lamp-").FullName;
        var accounts = Path.Combine(folder, "accounts.csv");
        await File.WriteAllTextAsync(
            accounts,
            $"SEQUENTIAL\n{watcher.Name};[authentication username={watcher.Name} password={watcher.Secret}]\n"
        );
        var own = FreePorts.Take(6);
        string[] arguments =
        [
            $"127.0.0.1:{Text(port)}",
            "-sf",
            Repository.PathOf("tests", "peers", "sipp", "watches.xml"),
            "-inf",
            accounts,
            "-s",
            colleague,
            "-i",
            "127.0.0.1",
            "-p",
            Text(own),
            "-m",
            "1",
            "-nostdin",
            "-trace_msg",
            "-message_file",
            Path.Combine(folder, "messages"),
        ];
        return new Sipp(folder, "127.0.0.1", own, PeerProcess.Start("sipp", folder, arguments));
    }

    /// <summary>What the lamp showed, from the beginning: each state once until another came.</summary>
    public async Task<IReadOnlyList<string>> Lamp()
    {
        var messages = Path.Combine(_folder, "messages");
        var shown = new List<string>();
        foreach (Match state in LampState().Matches(File.Exists(messages) ? await File.ReadAllTextAsync(messages) : ""))
        {
            if (shown.Count == 0 || shown[^1] != state.Groups["state"].Value)
            {
                shown.Add(state.Groups["state"].Value);
            }
        }

        return shown;
    }

    public async Task Shows(Func<string> log, params string[] states)
    {
        IReadOnlyList<string> shown = [];
        await Patience.Until(
            async () => states.SequenceEqual(shown = await Lamp()),
            () => $"the lamp showed {string.Join(", ", shown)}, not {string.Join(", ", states)}:\n{Messages}\n{log()}"
        );
    }

    string Messages => File.Exists(Path.Combine(_folder, "messages")) ? File.ReadAllText(Path.Combine(_folder, "messages")) : "no messages";

    [GeneratedRegex("<state>(?<state>[a-z]+)</state>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LampState();
}
