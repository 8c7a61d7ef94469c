using System.Diagnostics;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>
/// The Host as it is delivered, published once per run, and one of it running with the demo company for all tests. With
/// CONNECTME_HOST set (scripts/test does) what lies there is used.
/// </summary>
public sealed class PublishedHost : IAsyncLifetime
{
    static readonly Lazy<Task<string>> Published = new(Publish);

    RunningHost? _host;

    /// <summary>Where the program lies.</summary>
    public static Task<string> Folder => Published.Value;

    public RunningHost Host => _host ?? throw new InvalidOperationException("The Host has not started");

    public string Url => Host.Url;

    public async ValueTask InitializeAsync() => _host = await Start();

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    /// <summary>Another Host of the same build, with data of its own unless a folder is given.</summary>
    public static async Task<RunningHost> Start(string? data = null, string? url = null) =>
        await RunningHost.Start(await Folder, data, url);

    /// <summary>Another one as a production start makes it: nobody has set it up.</summary>
    public static async Task<RunningHost> StartEmpty() => await RunningHost.Start(await Folder, data: null, url: null, demo: false);

    static async Task<string> Publish()
    {
        if (Environment.GetEnvironmentVariable("CONNECTME_HOST") is { Length: > 0 } given)
        {
            return given;
        }

        var folder = Repository.PathOf("artifacts", "test-host");
        string[] arguments =
        [
            "publish",
            "src/ConnectMe.Host",
            "-c",
            "Release",
            "-o",
            folder,
            "-v",
            "quiet",
            "--nologo",
            "-nodeReuse:false",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root })!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException("dotnet publish src/ConnectMe.Host failed");
    }
}
