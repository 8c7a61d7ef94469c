using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>A Host process with its own data folder, ports and database. Disposing stops it as an administrator would (SIGTERM).</summary>
public sealed partial class RunningHost : IAsyncDisposable
{
    static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);

    readonly ConcurrentQueue<string> _log = new();
    readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Process _process;
    readonly bool _ownsData;

    RunningHost(Process process, string data, bool ownsData)
    {
        _process = process;
        Data = data;
        _ownsData = ownsData;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The Host ended:\n{Log}"));
    }

    public string Url { get; private set; } = "";

    public string Data { get; }

    /// <summary>The last lines it wrote.</summary>
    public string Log => string.Join('\n', _log.TakeLast(60));

    public static async Task<RunningHost> Start(string folder, string? data, string? url, bool demo = true)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(folder, "ConnectMe.Host.dll"),
                $"--demo={(demo ? "true" : "false")}",
                "--data",
                data ?? Path.Combine(Path.GetTempPath(), $"connectme-e2e-{Guid.CreateVersion7():N}"),
                "--urls",
                url ?? "http://127.0.0.1:0",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Media__Port"] = "0";
        start.Environment["Sip__Port"] = "0";
        start.Environment["Telephony__DrainMinutes"] = "0"; // a test that stops it is over
        var host = new RunningHost(new Process { StartInfo = start, EnableRaisingEvents = true }, start.ArgumentList[3], data is null);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        host.Url = await host._listening.Task.WaitAsync(StartsWithin);
        return host;
    }

    /// <summary>Waits for a line that has this, and says it whole.</summary>
    public async Task<string> Says(string words)
    {
        using var patience = new CancellationTokenSource(StartsWithin);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (_log.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } said)
            {
                return said;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>kill -9: nothing is said to browsers, nothing is written.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(StopsWithin);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException late)
            {
                _process.Kill(entireProcessTree: true);
                throw new TimeoutException($"The Host did not stop within {StopsWithin.TotalSeconds} s:\n{Log}", late);
            }
        }

        _process.Dispose();
        if (_ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        if (ListeningOn().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(match.Groups["url"].Value);
        }
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex ListeningOn();
}
