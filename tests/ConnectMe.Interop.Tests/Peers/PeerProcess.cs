using System.Diagnostics;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>A program of another maker, started with these arguments in a folder of its own. Disposing ends it.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    readonly Process _process;
    readonly List<string> _lines = [];

    PeerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it wrote, its status line that comes ten times a second left out.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines.TakeLast(200));
            }
        }
    }

    /// <summary>All of that, from the start.</summary>
    public string WholeOutput
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public static PeerProcess Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var peer = new PeerProcess(new Process { StartInfo = start });
        peer._process.Start();
        peer._process.BeginOutputReadLine();
        peer._process.BeginErrorReadLine();
        return peer;
    }

    /// <summary>Stands still from now on: neither sends nor receives, and its sockets stay.</summary>
    public Task Freeze() => Signal("STOP");

    public Task Thaw() => Signal("CONT");

    /// <summary>As Ctrl+C does.</summary>
    public Task Interrupt() => Signal("INT");

    public async Task<int> End(TimeSpan within)
    {
        await _process.WaitForExitAsync().WaitAsync(within);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    void Read(string? line)
    {
        if (
            string.IsNullOrWhiteSpace(line)
            || line.Contains('\0', StringComparison.Ordinal)
            || line.Contains("] audio=", StringComparison.Ordinal)
        )
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
        }
    }
}
