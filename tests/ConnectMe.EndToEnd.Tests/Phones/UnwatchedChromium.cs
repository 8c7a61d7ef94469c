using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>
/// A Chromium as people have it open: with tabs, of which one is in front. Tools that hold a page keep it visible; this one is let go of between
/// <see cref="Look"/>s, so that a page behind another tab is as hidden as anybody's.
/// </summary>
internal sealed partial class UnwatchedChromium : IAsyncDisposable
{
    static readonly HttpClient Http = new();

    readonly Browsers _browsers;
    readonly Process _process;
    readonly string _profile;
    readonly string _tools;

    UnwatchedChromium(Browsers browsers, Process process, string profile, string tools) =>
        (_browsers, _process, _profile, _tools) = (browsers, process, profile, tools);

    public static async Task<UnwatchedChromium> Start(Browsers browsers)
    {
        var profile = Directory.CreateTempSubdirectory("connectme-unwatched-").FullName;
        var process = Process.Start(
            new ProcessStartInfo(
                "/usr/bin/chromium",
                [
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--allow-loopback-in-peer-connection",
                    "--use-fake-device-for-media-stream",
                    "--use-fake-ui-for-media-stream",
                    $"--user-data-dir={profile}",
                    "--remote-debugging-port=0",
                    "about:blank",
                ]
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (Listening().Match(line.Data ?? "") is { Success: true } found)
            {
                listening.TrySetResult($"http://{found.Groups["at"].Value}");
            }
        };
        process.BeginErrorReadLine();
        return new UnwatchedChromium(browsers, process, profile, await listening.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    /// <summary>Looks at its first page for as long as the action takes, which makes it visible for that time.</summary>
    public async Task Look(Func<IPage, Task> action)
    {
        var browser = await _browsers.Held(_tools);
        await action(browser.Contexts[0].Pages.First(page => page.Url != Other || browser.Contexts[0].Pages.Count == 1));
        await browser.CloseAsync(); // lets go of it
    }

    /// <summary>Opens another tab, in front of the page.</summary>
    public async Task OpenTab()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{_tools}/json/new?{Other}");
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    const string Other = "about:blank";

    [GeneratedRegex("listening on ws://(?<at>[^/]+)/")]
    private static partial Regex Listening();
}
