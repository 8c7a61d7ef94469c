using System.Globalization;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>What went over loopback, with the kernel's time of each packet: taken down by dumpcap and read by tshark, which shares no code with us.</summary>
internal sealed class WireCapture : IAsyncDisposable
{
    static readonly TimeSpan ReadsWithin = TimeSpan.FromMinutes(5);

    readonly string _folder;
    readonly string _file;
    readonly int _sipPort;
    readonly PeerProcess _dumpcap;

    WireCapture(string folder, string file, int sipPort, PeerProcess dumpcap) =>
        (_folder, _file, _sipPort, _dumpcap) = (folder, file, sipPort, dumpcap);

    /// <param name="filter">In the language of pcap: "udp port 5060".</param>
    /// <param name="sipPort">What goes to or from it is read as SIP.</param>
    public static async Task<WireCapture> Start(string filter, int sipPort)
    {
        var folder = Directory.CreateTempSubdirectory("connectme-wire-").FullName;
        var file = Path.Combine(folder, "wire.pcapng");
        var dumpcap = PeerProcess.Start("dumpcap", folder, "-i", "lo", "-f", filter, "-B", "64", "-q", "-w", file);
        await Patience.Until(
            () => dumpcap.HasEnded ? throw new InvalidOperationException($"dumpcap ended:\n{dumpcap.Output}") : File.Exists(file),
            () => $"dumpcap does not start:\n{dumpcap.Output}"
        );
        return new WireCapture(folder, file, sipPort, dumpcap);
    }

    /// <summary>Takes down no more.</summary>
    public async Task Stop()
    {
        await _dumpcap.Interrupt();
        await _dumpcap.End(Patience.Limit);
    }

    /// <summary>Each SIP message in its order, those that were sent again included.</summary>
    public async Task<IReadOnlyList<SipOnWire>> Sip()
    {
        string[] fields =
        [
            "frame.time_epoch",
            "ip.src",
            "sip.Call-ID",
            "sip.Method",
            "sip.Status-Code",
            "sip.CSeq.method",
            "sip.from.display.info",
            "sip.Retry-After",
        ];
        var lines = await Read([.. fields.SelectMany(field => new[] { "-e", field }), "-T", "fields", "-E", "occurrence=f", "-Y", "sip"]);
        return
        [
            .. lines
                .Select(line => line.Split('\t'))
                .Where(values => values.Length == fields.Length && values[5].Length > 0)
                .Select(values => new SipOnWire(
                    double.Parse(values[0], CultureInfo.InvariantCulture),
                    values[1],
                    values[2],
                    values[4].Length > 0 ? int.Parse(values[4], CultureInfo.InvariantCulture) : 0,
                    values[5],
                    values[6].Trim('"'),
                    values[7]
                )),
        ];
    }

    /// <summary>Reads all that was taken down.</summary>
    /// <returns>The lines that tshark wrote, but for its warning of root.</returns>
    public async Task<IReadOnlyList<string>> Read(params string[] arguments)
    {
        await using var tshark = PeerProcess.Start(
            "tshark",
            _folder,
            ["-n", "-r", _file, "-d", string.Create(CultureInfo.InvariantCulture, $"udp.port=={_sipPort},sip"), .. arguments]
        );
        Assert.True(await tshark.End(ReadsWithin) == 0, tshark.Output);
        var lines = tshark.WholeOutput.Split('\n');
        return [.. lines.Where(line => line.Length > 0 && !line.StartsWith("Running as user", StringComparison.Ordinal))];
    }

    public async ValueTask DisposeAsync()
    {
        await _dumpcap.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <param name="At">Seconds.</param>
/// <param name="From">The address.</param>
/// <param name="Status">0 for a request.</param>
/// <param name="Method">Of the request, or of what it responds to.</param>
/// <param name="FromName">The display name in From.</param>
internal readonly record struct SipOnWire(
    double At,
    string From,
    string CallId,
    int Status,
    string Method,
    string FromName,
    string RetryAfter
)
{
    /// <summary>Sent by the Host, whose peers have other addresses of loopback.</summary>
    public bool IsOurs => From == "127.0.0.1";

    public bool IsInvite => Status == 0 && Method == "INVITE";

    public bool IsResponse(int status) => Status == status && Method == "INVITE";
}
