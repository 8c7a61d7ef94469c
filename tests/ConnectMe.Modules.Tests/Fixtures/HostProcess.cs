using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>The Host as a process of its own, so that it can be killed.</summary>
internal sealed partial class HostProcess : IDisposable
{
    readonly Process _process;
    readonly List<string> _lines = [];
    readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0", "--Sip:Port=0", .. arguments]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The Host ended: {Output}"));
    }

    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Until it has written this: a line comes by another thread than an answer, and after it.</summary>
    public Task Says(string words) => Eventually.Is(() => Output.Contains(words, StringComparison.Ordinal));

    /// <summary>Where it listens, as soon as it does.</summary>
    public Task<Uri> Listening => _listening.Task.WaitAsync(Patience);

    /// <summary>No signal handler runs: as when the machine runs out of memory.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>As a supervisor stops it (SIGTERM).</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("/bin/kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await End();
    }

    public async Task<int> End()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>A process that has ended and that nobody has asked about stands in /proc still, without a command line.</summary>
    public static bool IsAlive(int pid) => File.Exists($"/proc/{pid}/cmdline") && File.ReadAllText($"/proc/{pid}/cmdline").Length > 0;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
        }

        if (ListeningOn().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups["url"].Value));
        }
    }

    /// <summary>In lines for people, and in JSON, where the address is in quotes.</summary>
    [GeneratedRegex(@"Now listening on: [\\""]*(?<url>https?://[^\s\\""]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex ListeningOn();

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
}
