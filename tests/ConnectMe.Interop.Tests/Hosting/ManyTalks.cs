using System.Diagnostics;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Hosting;

/// <summary>
/// Calls at once with every kind of leg: between two browsers, a browser and a phone over UDP, a phone over TLS with encrypted sound and somebody
/// outside, over a trunk, and a phone over TLS with plain sound and one over UDP with Opus.
/// </summary>
internal sealed class ManyTalks : IAsyncDisposable
{
    /// <summary>Seconds from the kill to sound.</summary>
    public const double Promised = 10;

    /// <summary>The SRTP of baresip 1.0 knows eight sources under one key, and each run of ours is another; and its tone ends some time.</summary>
    const int KillsInOneCall = 5;

    /// <summary>After this the call is given up and dialled anew.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    public static readonly IReadOnlyList<string> Listeners =
    [
        "browser",
        "browser",
        "browser",
        "UDP",
        "TLS and SRTP",
        "trunk",
        "TLS",
        "UDP and Opus",
    ];

    readonly Browsers _browsers = new();
    readonly PhoneSettings _settings = new() { ToneSeconds = 300, Trace = false };
    Kamailio _provider = null!;
    Office _office = null!;
    Phone _anna = null!;
    Phone _bram = null!;
    Phone _sanne = null!;
    BaresipPhone _noor = null!;
    BaresipPhone _joost = null!;
    BaresipPhone _outside = null!;
    BaresipPhone _fatima = null!;
    BaresipPhone _other = null!;
    int _calls;
    int _kills;

    ManyTalks(RunningPbx pbx) => Pbx = pbx;

    Phone[] OpenBrowsers => [_anna, _bram, _sanne];

    public RunningPbx Pbx { get; private set; }

    /// <summary>What the phones printed.</summary>
    public string Phones => string.Join('\n', new[] { _noor, _joost, _outside, _fatima, _other }.Select(phone => phone.Output));

    /// <summary>Calls that did not come back.</summary>
    public int Redialled { get; private set; }

    public static async Task<ManyTalks> Start()
    {
        var talks = new ManyTalks(await RunningPbx.Start(data: null, "demo-people=1"));
        await talks._browsers.InitializeAsync();
        await talks.StartPhones();
        talks._office = new Office(talks._browsers, talks.Pbx.Web.ToString(), () => talks.Pbx.Log);
        talks._anna = await talks._office.Anna();
        talks._bram = await talks._office.Bram();
        talks._sanne = await talks._office.Sanne();
        foreach (var browser in talks.OpenBrowsers)
        {
            browser.Means("ERR_");
            browser.Means("Failed to fetch");
            browser.Means("Input track cannot be ended"); // the ear was about to listen to the line that was lost
            browser.Means("404 (Not Found) (" + talks.Pbx.Web + "line?"); // "do you still know my line?"
        }

        await talks.BrowsersTalk();
        await talks.BrowserAndPhoneTalk();
        await talks.PhoneAndOutsideTalk();
        await talks.PhonesTalk();
        return talks;
    }

    public static Task GoOnFor(TimeSpan time)
    {
        var begin = Stopwatch.GetTimestamp();
        return Patience.Until(() => Stopwatch.GetElapsedTime(begin) >= time, () => "Time stands still", time + Patience.Limit);
    }

    /// <summary>
    /// After how many seconds the server was ready, and each of those who talk (in the order of <see cref="Listeners"/>) heard the other. Of the start that
    /// time counts which the server worked, where it is less than the clock says: what else the machine does is not its fault.
    /// </summary>
    public async Task<(double Ready, double[] Heard)> KillAndListen()
    {
        var killed = Stopwatch.GetTimestamp();
        await Pbx.Kill();
        var listening = new[]
        {
            Hears(_anna, Tone.Middle, killed),
            Hears(_bram, Tone.Low, killed),
            Hears(_sanne, Tone.Low, killed),
            Hears(_noor, Tone.High, killed),
            Hears(_joost, Tone.High, killed),
            Hears(_outside, Tone.Low, killed),
            Hears(_fatima, Tone.High, killed),
            Hears(_other, Tone.Low, killed),
        };
        Pbx = await Pbx.StartAgain();
        var ready = Stopwatch.GetElapsedTime(killed).TotalSeconds;
        var worked = Math.Min(ready, Pbx.CpuTime.TotalSeconds);
        var heard = await Task.WhenAll(listening);
        return (worked, [.. heard.Select(seconds => seconds - ready + worked)]);
    }

    /// <summary>Calls that were lost begin again, and those of phones after a few kills.</summary>
    public async Task GoOn(double[] heard)
    {
        await DialAnew(heard);
        if (++_kills % KillsInOneCall == 0)
        {
            await PhonesDialAnew();
        }
    }

    /// <summary>
    /// Killed once more, and when it died nobody knows, as after a long time: no call goes on, whoever still thinks that they talk is told that it is
    /// over, and each call is once in the log, also after so many kills, as cut off.
    /// </summary>
    public async Task EndAfterAnAbsence()
    {
        await Pbx.Kill();
        File.Delete(Path.Combine(Pbx.Data, "telephony", "running-calls", "alive"));
        Pbx = await Pbx.StartAgain();
        await _noor.Ended();
        await _joost.Ended();
        await _outside.Ended();
        await _fatima.Ended();
        await _other.Ended();
        foreach (var browser in OpenBrowsers)
        {
            await browser.HasNoCalls();
        }

        using var joost = await WebUser.SignIn(Pbx, "joost");
        await joost.SaysOnly("Uitgaand: 06 12345678", _calls, "Onderbroken");
        using var anna = await WebUser.SignIn(Pbx, "anna");
        await anna.Says("Uitgaand: Bram Hofstra", "Onderbroken");
    }

    public ValueTask DisposeAsync() => Started.End(_office, _browsers, _noor, _joost, _outside, _fatima, _other, Pbx, _provider);

    async Task StartPhones()
    {
        _provider = await Kamailio.Start();
        using var administrator = await WebUser.SignIn(Pbx, "anna");
        var trunk = await administrator.AddTrunk(Pbx, _provider.AsTrunk());
        _outside = await BaresipPhone.Start(_provider.Telephone("31612345678"), Tone.High, _settings);
        _noor = await BaresipPhone.Start(await administrator.AddPhone(Pbx, "206"), Tone.Low, _settings);
        _joost = await BaresipPhone.Start(
            await administrator.AddPhone(Pbx, "204", encrypted: true),
            Tone.Low,
            _settings with
            {
                Transport = PhoneSettings.Encrypted.Transport,
                MediaEncryption = PhoneSettings.Encrypted.MediaEncryption,
            }
        );
        var fatima = await administrator.AddPhone(Pbx, "205") with { Registrar = Pbx.TlsRegistrar };
        _fatima = await BaresipPhone.Start(fatima, Tone.Low, _settings with { Transport = PhoneSettings.Encrypted.Transport });
        _other = await BaresipPhone.Start(
            await administrator.AddPhone(Pbx, "301"),
            Tone.High,
            _settings with
            {
                Codecs = PhoneSettings.Opus.Codecs,
                SampleRate = PhoneSettings.Opus.SampleRate,
                Channels = PhoneSettings.Opus.Channels,
            }
        );
        foreach (var phone in new[] { _outside, _noor, _joost, _fatima, _other })
        {
            await phone.Registered();
        }

        await trunk.Says("Geregistreerd", () => $"{_provider.Output}\n{Pbx.Log}");
    }

    async Task BrowsersTalk()
    {
        await _anna.Calls(_bram, "202");
        await _anna.Hears(Tone.Middle);
        await _bram.Hears(Tone.Low);
    }

    async Task BrowserAndPhoneTalk()
    {
        await _sanne.Dial("206");
        await _noor.Rings();
        await _noor.Answer();
        await _noor.Talks();
        await _sanne.Hears(Tone.Low);
        await _noor.Hears(Tone.High);
    }

    async Task PhoneAndOutsideTalk()
    {
        _calls++;
        await _joost.Dial("0612345678");
        await _outside.Rings();
        await _outside.Answer();
        await _joost.EncryptsSound();
        await _joost.Hears(Tone.High);
        await _outside.Hears(Tone.Low);
    }

    async Task PhonesTalk()
    {
        await _fatima.Dial("301");
        await _other.Rings();
        await _other.Answer();
        await _other.Talks();
        await _fatima.Talks();
        await _fatima.Hears(Tone.High);
        await _other.Hears(Tone.Low);
    }

    async Task PhonesDialAnew()
    {
        await PhoneAndOutsideTalkAnew();
        await PhonesTalkAnew();
        await _noor.HangUp();
        await _sanne.HasNoCalls();
        await BrowserAndPhoneTalk();
    }

    async Task PhoneAndOutsideTalkAnew()
    {
        await _joost.HangUp();
        await _outside.Ended();
        await PhoneAndOutsideTalk();
    }

    async Task PhonesTalkAnew()
    {
        await _fatima.HangUp();
        await _other.Ended();
        await PhonesTalk();
    }

    /// <summary>What of the sound is on its way when the server dies is no sound of the next.</summary>
    static async Task<double> Hears(Phone browser, Tone tone, long killed)
    {
        var since = await browser.Now() + 1000;
        try
        {
            await browser.Page.WaitForFunctionAsync(
                "([since, name]) => ear.count(since, name) >= 10",
                new object[] { since, tone.Name },
                new() { Timeout = (float)Longest.TotalMilliseconds, PollingInterval = 40 }
            );
        }
        catch (TimeoutException)
        {
            return double.PositiveInfinity;
        }

        return Stopwatch.GetElapsedTime(killed).TotalSeconds;
    }

    static async Task<double> Hears(BaresipPhone phone, Tone tone, long killed)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var before = phone.Heard().Length;
        while (await timer.WaitForNextTickAsync() && Stopwatch.GetElapsedTime(killed) < Longest)
        {
            var heard = phone.Heard();
            if (Stopwatch.GetElapsedTime(killed) < Longest / 40)
            {
                before = heard.Length;
            }
            else if (heard.Length > before + TimeSpan.FromSeconds(0.5) && heard.EndsWith(tone))
            {
                return Stopwatch.GetElapsedTime(killed).TotalSeconds;
            }
        }

        return double.PositiveInfinity;
    }

    async Task DialAnew(double[] heard)
    {
        for (var call = 0; 2 * call < heard.Length; call++)
        {
            if (heard[2 * call] < double.PositiveInfinity && heard[(2 * call) + 1] < double.PositiveInfinity)
            {
                continue;
            }

            Redialled++;
            await (
                call switch
                {
                    0 => BrowsersTalk(),
                    1 => BrowserAndPhoneTalk(),
                    2 => PhoneAndOutsideTalkAnew(),
                    _ => PhonesTalkAnew(),
                }
            );
        }
    }
}
