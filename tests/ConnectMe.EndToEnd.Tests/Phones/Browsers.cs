using System.Diagnostics;
using Microsoft.Playwright;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>
/// The browser processes of a run, each started when first needed. One per microphone: all pages of a Chromium hear the same file,
/// so two people with different tones are two processes.
/// </summary>
public sealed class Browsers : IAsyncLifetime
{
    const string AlwaysAllowed = "--use-fake-ui-for-media-stream";

    readonly Dictionary<string, Task<IBrowser>> _running = [];
    readonly string _folder = Directory.CreateTempSubdirectory("connectme-ears-").FullName;

    IPlaywright? _playwright;
    Process? _sound;

    IPlaywright Playwright => _playwright ?? throw new InvalidOperationException("Not initialised");

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Phone.Patience);
        _playwright = await Microsoft.Playwright.Playwright.CreateAsync();
    }

    /// <summary>A Chromium whose microphone is the tone, always allowed: the engine without the windows around it, which costs half as much.</summary>
    public Task<IBrowser> Chromium(Tone microphone) =>
        Running(microphone.Name, () => StartChromium("chromium-headless-shell", microphone, AlwaysAllowed));

    /// <summary>The same as people install it, with what the engine alone has not: notifications, and the choice of devices.</summary>
    public Task<IBrowser> WholeChromium(Tone microphone) =>
        Running($"whole {microphone.Name}", () => StartChromium("chromium", microphone, AlwaysAllowed));

    /// <summary>Who asks for the Chromium with this microphone next gets a fresh one.</summary>
    public async Task End(Tone microphone)
    {
        if (_running.Remove(microphone.Name, out var browser))
        {
            await (await browser).CloseAsync();
        }
    }

    /// <summary>One that runs already, by its tools. Closing lets go of it.</summary>
    public Task<IBrowser> Held(string tools) => Playwright.Chromium.ConnectOverCDPAsync(tools);

    /// <summary>
    /// The page in a window of its own, without the browser around it, as Chromium shows an installed app. It is a browser process of its own, which ends
    /// with the context, and keeps nothing.
    /// </summary>
    public async Task<IBrowserContext> App(string address, BrowserTypeLaunchPersistentContextOptions look)
    {
        look.ExecutablePath = "/usr/bin/chromium";
        look.Args = [.. Arguments(Tone.High), AlwaysAllowed, $"--app={address}"];
        return await Playwright.Chromium.LaunchPersistentContextAsync(
            Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString())).FullName,
            look
        );
    }

    /// <summary>A Chromium that asks before a page may use the microphone; what is answered is set per context.</summary>
    public Task<IBrowser> AskingChromium() => Running("asking", () => StartChromium("chromium", Tone.Low));

    /// <summary>A Firefox whose microphone is the tone. It needs a sound device to measure with: a private pulseaudio that plays into nothing.</summary>
    public Task<IBrowser> Firefox(Tone microphone) => Running($"firefox {microphone.Name}", () => StartFirefox(microphone));

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _running.Values)
        {
            await (await browser).CloseAsync();
        }

        _playwright?.Dispose();
        if (_sound is not null)
        {
            _sound.Kill();
            await _sound.WaitForExitAsync();
            _sound.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    Task<IBrowser> Running(string name, Func<Task<IBrowser>> start)
    {
        if (!_running.TryGetValue(name, out var browser))
        {
            _running[name] = browser = start();
        }

        return browser;
    }

    async Task<IBrowser> StartChromium(string program, Tone microphone, params string[] more) =>
        await Playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = $"/usr/bin/{program}", Args = [.. Arguments(microphone), .. more] }
        );

    IEnumerable<string> Arguments(Tone microphone)
    {
        var wav = Path.Combine(_folder, $"{microphone.Name}.wav");
        microphone.WriteWav(wav);
        return
        [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required",
            "--allow-loopback-in-peer-connection",
            "--use-fake-device-for-media-stream",
            $"--use-file-for-fake-audio-capture={wav}",
        ];
    }

    async Task<IBrowser> StartFirefox(Tone microphone)
    {
        _sound ??= StartSound();
        return await Playwright.Firefox.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                Channel = "moz-firefox",
                ExecutablePath = "/usr/bin/firefox-esr",
                Env = new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = _folder, ["HOME"] = _folder },
                FirefoxUserPrefs = new Dictionary<string, object>
                {
                    ["media.navigator.streams.fake"] = true,
                    ["media.navigator.permission.disabled"] = true,
                    ["permissions.default.microphone"] = 1,
                    ["media.navigator.audio.fake_frequency"] = microphone.Hertz,
                    ["media.peerconnection.ice.loopback"] = true,
                    ["media.peerconnection.ice.obfuscate_host_addresses"] = false,
                    ["media.autoplay.default"] = 0,
                },
            }
        );
    }

    Process StartSound()
    {
        var start = new ProcessStartInfo(
            "pulseaudio",
            [
                "--daemonize=no",
                "--exit-idle-time=-1",
                "-n",
                "-L",
                "module-null-sink",
                "-L",
                "module-native-protocol-unix",
                "--log-level=error",
            ]
        );
        start.Environment["XDG_RUNTIME_DIR"] = _folder;
        start.Environment["HOME"] = _folder;
        return Process.Start(start)!;
    }
}
