using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Load;

/// <summary>A published Host with the demo company. Disposing ends it as Ctrl+C does.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    readonly Process _process;

    HostProcess(Process process, Uri url, TimeSpan startUp)
    {
        _process = process;
        Url = url;
        StartUp = startUp;
    }

    public Uri Url { get; }

    /// <summary>From starting the process to the first page that answers 200.</summary>
    public TimeSpan StartUp { get; }

    public static async Task<HostProcess> Start(string folder, string data)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var info = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(folder, "ConnectMe.Host.dll"), "--demo", "--data", data, "--urls", $"{url}"]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        info.Environment["Media__Port"] = "0";
        info.Environment["Sip__Port"] = "0";
        var start = Stopwatch.GetTimestamp();
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { }; // read, or the pipe fills up
        process.BeginOutputReadLine();

        using var client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) };
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await Answers(client))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException("The Host does not start");
            }
            await poll.WaitForNextTickAsync();
        }
        return new(process, url, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Resident memory, in MB.</summary>
    public double Megabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    static async Task<bool> Answers(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
