using System.Globalization;
using System.Text;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Load;

/// <summary>A company of many people with a phone each, all of which are one sipp, and a provider that calls them. Loopback only, bounded in count and time.</summary>
internal sealed class BusyCompany : IAsyncDisposable
{
    public const int People = 60;

    public const string Provider = "127.0.0.4";
    public const string Phones = "127.0.0.5";

    /// <summary>Streams of 20 ms packets each way; 4 calls in a hundred more than are there at once at the rated load.</summary>
    const int MediaPorts = 400;

    readonly string _folder = Directory.CreateTempSubdirectory("connectme-load-").FullName;
    readonly int _phonePort = FreePorts.Take(2);
    readonly int _calls = FreePorts.Take(4);
    PeerProcess? _phones;
    int _runs;

    BusyCompany(RunningPbx pbx, WebUser administrator) => (Pbx, Administrator) = (pbx, administrator);

    public RunningPbx Pbx { get; private set; }

    public WebUser Administrator { get; }

    /// <summary>Has accounts.csv and numbers.csv: for each person what sipp registers with, and calls.</summary>
    public string Folder => _folder;

    public static async Task<BusyCompany> Open(int trunkCalls, params string[] settings)
    {
        var pbx = await RunningPbx.Start(data: null, [$"demo-people={People}", .. settings]);
        BusyCompany? company = null;
        try
        {
            company = new BusyCompany(pbx, await WebUser.SignIn(pbx, "anna"));
            await company.AddTrunk(trunkCalls);
            await company.Register();
            company._phones = company.Start("answers", Phones, company._phonePort, ["-rtp_echo"]);
            return company;
        }
        catch
        {
            await (company ?? (IAsyncDisposable)pbx).DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls at this rate for this many seconds, each for some seconds after the answer; one in ten with sound both ways.</summary>
    public async Task<LoadResult> Call(int perSecond, int seconds, int heldMilliseconds)
    {
        await using var wire = await Capture();
        var before = await Recorded();
        await using var silent = Callers("calls", _calls, perSecond * 9 / 10.0, seconds, heldMilliseconds);
        await using var talkers = Callers("calls-and-talks", _calls + 2, perSecond / 10.0, seconds, heldMilliseconds);
        await Task.WhenAll(silent.End(seconds), talkers.End(seconds));
        await wire.Stop();
        var (calls, messages, recorded) = (silent.Figures.Calls + talkers.Figures.Calls, await wire.Sip(), 0);
        await Patience.Until(
            async () => (recorded = await Recorded() - before) >= calls,
            () => $"{calls} calls, but {recorded} call records\n{Pbx.Log}"
        );
        return new LoadResult(
            calls,
            silent.Figures.Successful + talkers.Figures.Successful,
            messages.Where(m => m.IsResponse(200) && m.IsOurs).Select(m => m.CallId).Distinct().Count(),
            recorded,
            PostDialDelay.Of(messages, Provider, Phones),
            silent.Errors + talkers.Errors
        );
    }

    /// <summary>The same with more calls than can be taken.</summary>
    public async Task<FloodResult> Flood(int perSecond, int seconds, int heldMilliseconds)
    {
        await using var wire = await Capture();
        await using var callers = Callers("floods", _calls, perSecond, seconds, heldMilliseconds);
        await callers.End(seconds);
        await wire.Stop();
        var ours = (await wire.Sip()).Where(m => m.IsOurs).ToList();
        var refused = ours.Where(m => m.IsResponse(503) && m.RetryAfter.Length > 0).ToList();
        return new FloodResult(
            callers.Figures.Calls,
            ours.Where(m => m is { Status: 200, Method: "BYE" }).Select(m => m.CallId).Distinct().Count(),
            refused.Select(m => m.CallId).Distinct().Count(),
            [.. ours.Where(m => m is { Status: >= 200, Method: "INVITE" } && m.Status is not (200 or 486)).Except(refused)]
        );
    }

    /// <summary>After it ended.</summary>
    public async Task StartAgain() => Pbx = await Pbx.StartAgain();

    public async ValueTask DisposeAsync()
    {
        if (_phones is not null)
        {
            await _phones.DisposeAsync();
        }

        Administrator.Dispose();
        await Pbx.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    async Task AddTrunk(int calls)
    {
        await Administrator.AddTrunk(
            Pbx,
            new()
            {
                ["Input.Name"] = "Provider",
                ["Input.Method"] = "Address",
                ["Input.Server"] = Provider,
                ["Input.Port"] = Text(_calls),
                ["Input.Sources"] = Provider,
                ["Input.Outgoing"] = "E164",
                ["Input.Codecs"] = "Pcma",
                ["Input.ConcurrentCalls"] = Text(calls),
            }
        );
    }

    /// <summary>A phone for each, by the administrator's page; then all register.</summary>
    async Task Register()
    {
        var (accounts, numbers) = (new StringBuilder("SEQUENTIAL\n"), new StringBuilder("SEQUENTIAL\n"));
        foreach (var extension in Enumerable.Range(301, People).Select(Text))
        {
            var phone = await Administrator.AddPhone(Pbx, extension);
            accounts.Append(
                CultureInfo.InvariantCulture,
                $"{extension};{phone.Name};[authentication username={phone.Name} password={phone.Secret}]\n"
            );
            numbers.Append(CultureInfo.InvariantCulture, $"0205550{extension};\n");
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "accounts.csv"), $"{accounts}");
        await File.WriteAllTextAsync(Path.Combine(_folder, "numbers.csv"), $"{numbers}");
        var voice = new byte[8000];
        new Random(1).NextBytes(voice);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "voice.pcma"), voice);
        await using var registering = Start(
            "register",
            Phones,
            _phonePort,
            ["-inf", Path.Combine(_folder, "accounts.csv"), "-m", Text(People), "-r", "20", "-timeout", "60", Pbx.Registrar]
        );
        Assert.True(await registering.End(TimeSpan.FromSeconds(90)) == 0, $"{registering.Output}\n{Pbx.Log}");
    }

    Task<WireCapture> Capture() => WireCapture.Start(string.Create(CultureInfo.InvariantCulture, $"udp port {Pbx.SipPort}"), Pbx.SipPort);

    Callers Callers(string scenario, int port, double perSecond, int seconds, int heldMilliseconds)
    {
        var name = $"{scenario}-{_runs++}";
        string[] arguments =
        [
            "-inf",
            Path.Combine(_folder, "numbers.csv"),
            "-d",
            Text(heldMilliseconds),
            "-r",
            Text((int)(perSecond * 10)),
            "-rp",
            "10000",
            "-m",
            Text((int)(perSecond * seconds)),
            "-l",
            "3000",
            "-trace_err",
            "-error_file",
            Path.Combine(_folder, $"{name}-errors"),
            "-trace_stat",
            "-stf",
            Path.Combine(_folder, $"{name}-figures"),
            "-timeout",
            Text(seconds + 60),
            Pbx.Registrar,
        ];
        return new Callers(Start(scenario, Provider, port, arguments), Path.Combine(_folder, name));
    }

    PeerProcess Start(string scenario, string address, int port, string[] arguments) =>
        Sipp.Start(scenario, _folder, address, port, ["-mp", Text(FreePorts.Take(MediaPorts)), .. arguments]);

    /// <summary>Completed calls that stand in the database.</summary>
    public async Task<int> Recorded()
    {
        var running = await File.ReadAllLinesAsync(Path.Combine(Pbx.Data, "postgres", "postmaster.pid"));
        var password = (await File.ReadAllTextAsync(Path.Combine(Pbx.Data, "postgres.password"))).Trim();
        await using var psql = PeerProcess.Start(
            "psql",
            _folder,
            "-qAtX",
            "-d",
            $"host={running[4].Trim()} port={running[3].Trim()} user=connectme dbname=connectme password={password}",
            "-c",
            "select count(*) from connectme.mt_events where type = 'call_ended' and data->>'Outcome' = 'Completed'"
        );
        Assert.True(await psql.End(Patience.Limit) == 0, psql.Output);
        return int.Parse(psql.Output, CultureInfo.InvariantCulture);
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
