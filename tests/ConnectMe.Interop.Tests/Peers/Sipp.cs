using System.Globalization;
using System.Text.RegularExpressions;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>sipp with one of the scenarios of tests/peers/sipp. It answers OPTIONS by itself and writes down each message with its time.</summary>
internal sealed partial class Sipp : IAsyncDisposable
{
    readonly string _folder;
    readonly PeerProcess _process;

    Sipp(string folder, string address, int port, PeerProcess process)
    {
        _folder = folder;
        Address = address;
        Port = port;
        _process = process;
    }

    public string Address { get; }

    public int Port { get; }

    public string Output => _process.Output;

    /// <summary>Takes calls on this address of loopback, over UDP.</summary>
    public static async Task<Sipp> Listen(string scenario, string address)
    {
        var folder = Directory.CreateTempSubdirectory("connectme-sipp-").FullName;
        var port = FreePorts.Take(6);
        string[] arguments =
        [
            "-sf",
            Repository.PathOf("tests", "peers", "sipp", scenario + ".xml"),
            "-i",
            address,
            "-mi",
            address,
            "-p",
            Text(port),
            "-mp",
            Text(port + 2),
            "-aa",
            "-nostdin",
            "-trace_msg",
            "-message_file",
            Path.Combine(folder, "messages"),
        ];
        var sipp = new Sipp(folder, address, port, PeerProcess.Start("sipp", folder, arguments));
        await Patience.Until(
            () => sipp._process.HasEnded ? throw new InvalidOperationException($"sipp ended:\n{sipp.Output}") : IsBound(port),
            () => $"sipp does not listen on {port}:\n{sipp.Output}"
        );
        return sipp;
    }

    /// <summary>With the files of this folder, until its calls have ended or it is disposed of.</summary>
    public static PeerProcess Start(string scenario, string folder, string address, int port, params string[] arguments) =>
        PeerProcess.Start(
            "sipp",
            folder,
            [
                "-sf",
                Repository.PathOf("tests", "peers", "sipp", scenario + ".xml"),
                "-i",
                address,
                "-mi",
                address,
                "-p",
                Text(port),
                "-aa",
                "-nostdin",
                .. arguments,
            ]
        );

    /// <summary>When the first INVITE came; null before that.</summary>
    public async Task<DateTime?> Invited()
    {
        var messages = Path.Combine(_folder, "messages");
        return File.Exists(messages) && FirstInvite().Match(await File.ReadAllTextAsync(messages)) is { Success: true } invite
            ? DateTime.Parse(invite.Groups["at"].Value, CultureInfo.InvariantCulture)
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    static bool IsBound(int port) => File.ReadLines("/proc/net/udp").Any(line => line.Contains($":{port:X4} ", StringComparison.Ordinal));

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^-+ (?<at>[\d-]+[T ]\d+:\d+:\d+\.\d+)[^\n]*\n[^\n]*received[^\n]*\n+INVITE ",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FirstInvite();
}
