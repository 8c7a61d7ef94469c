using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Hosting;

/// <summary>The Host as a process with the demo company, its own data folder and ports. Disposing stops it as an administrator would (SIGTERM).</summary>
public sealed partial class RunningPbx : IAsyncDisposable
{
    static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);
    static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(30);

    readonly Process _process;
    readonly List<string> _log = [];
    readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<int> _sip = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<int> _sipTls = new(TaskCreationOptions.RunContinuationsAsynchronously);

    RunningPbx(Process process, string data)
    {
        _process = process;
        Data = data;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The Host ended:\n{Log}"));
    }

    public string Data { get; }

    /// <summary>Certificate and key of SIP over TLS, made by the authority of the tests.</summary>
    public string CertificatePath => Data + "-tls.pem";

    public Uri Web { get; private set; } = new("http://127.0.0.1");

    /// <summary>Of UDP and TCP.</summary>
    public int SipPort { get; private set; }

    public string Registrar => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{SipPort}");

    public int SipTlsPort { get; private set; }

    public string TlsRegistrar => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{SipTlsPort}");

    public int ProcessId => _process.Id;

    /// <summary>What it has used of the processors so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The last lines it wrote.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return string.Join('\n', _log.TakeLast(80));
            }
        }
    }

    /// <param name="data">Of an earlier one, to start it again; else a new folder.</param>
    /// <param name="settings">"Sip:Realm=other" and so on.</param>
    internal static async Task<RunningPbx> Start(string? data = null, params string[] settings)
    {
        data ??= Path.Combine(Path.GetTempPath(), $"connectme-interop-{Guid.CreateVersion7():N}");
        string[] arguments =
        [
            "--demo",
            "--data",
            data,
            "--urls",
            "http://127.0.0.1:0",
            "--Sip:Port=0",
            "--Sip:TlsPort=0",
            "--Telephony:DrainMinutes=0", // a test that stops it is over
            "--Sip:Addresses=127.0.0.1",
            $"--Sip:CertificatePath={data}-tls.pem",
        ];
        var program = Path.Combine(await PublishedHost.Folder, "ConnectMe.Host.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, .. settings.Select(setting => $"--{setting}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Media__Port"] = "0";
        start.Environment["SSL_CERT_FILE"] = CertificateAuthority.OfTheTests.CertificatePath; // for what we connect to: providers
        var pbx = new RunningPbx(new Process { StartInfo = start, EnableRaisingEvents = true }, data);
        CertificateAuthority.OfTheTests.Issue(pbx.CertificatePath, "CN=first");
        pbx._process.Start();
        pbx._process.BeginOutputReadLine();
        pbx._process.BeginErrorReadLine();
        pbx.Web = await pbx._listening.Task.WaitAsync(StartsWithin);
        pbx.SipPort = await pbx._sip.Task.WaitAsync(StartsWithin);
        pbx.SipTlsPort = await pbx._sipTls.Task.WaitAsync(StartsWithin);
        return pbx;
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Another with the same data and addresses, after a kill.</summary>
    public async Task<RunningPbx> StartAgain()
    {
        _process.Dispose();
        return await Start(
            Data,
            $"urls={Web}",
            FormattableString.Invariant($"Sip:Port={SipPort}"),
            FormattableString.Invariant($"Sip:TlsPort={SipTlsPort}")
        );
    }

    public async Task Stop()
    {
        if (!_process.HasExited)
        {
            await Terminate();
            await Ends();
        }
    }

    /// <summary>Asks it to stop, as a supervisor does.</summary>
    public async Task Terminate()
    {
        using var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await terminate.WaitForExitAsync();
    }

    public Task Ends() => _process.WaitForExitAsync().WaitAsync(StopsWithin);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _process.Dispose();
        if (Directory.Exists(Data))
        {
            Directory.Delete(Data, recursive: true);
        }

        File.Delete(CertificatePath);
    }

    void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.Add(line);
        }

        if (WebAddress().Match(line) is { Success: true } web)
        {
            _listening.TrySetResult(new Uri(web.Groups["url"].Value));
        }
        else if (SipAddress().Match(line) is { Success: true } sip)
        {
            var port = int.Parse(sip.Groups["port"].Value, CultureInfo.InvariantCulture);
            (sip.Groups["protocol"].Value == "TLS" ? _sipTls : _sip).TrySetResult(port);
        }
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex WebAddress();

    [GeneratedRegex(
        @"SIP is received over (?<protocol>\w+) .*port ""?(?<port>\d+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex SipAddress();
}
