using System.Diagnostics;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>A PostgreSQL of somebody else's, that can be killed and comes back when it is told to.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>PostgreSQL refuses to run as root.</summary>
    static readonly string? Account = Environment.IsPrivilegedProcess ? "postgres" : null;

    static readonly string Programs = Directory
        .GetDirectories("/usr/lib/postgresql")
        .Select(version => Path.Combine(version, "bin"))
        .Last(folder => File.Exists(Path.Combine(folder, "initdb")));

    readonly string _folder;

    PostgresServer(string folder) => _folder = folder;

    public string ConnectionString => $"Host={_folder};Database=connectme;Username=postgres";

    string Cluster => Path.Combine(_folder, "cluster");

    public static async Task<PostgresServer> Start()
    {
        var folder = Path.Combine("/tmp", $"connectme-pg-{Guid.NewGuid():N}"[..24]); // short: it has the socket
        await Run("/usr/bin/install", null, ["-d", "-m", "700", .. Account is null ? (string[])[] : ["-o", Account], folder]);
        var server = new PostgresServer(folder);
        await Run("initdb", ["-D", server.Cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]);
        await server.Restart();
        await Run("createdb", ["-h", folder, "-U", "postgres", "connectme"]);
        return server;
    }

    /// <summary>All its processes end at once; what was not committed is lost.</summary>
    public Task Kill() => Run("pg_ctl", ["stop", "-D", Cluster, "-m", "immediate", "-w", "-s"]);

    public Task Restart() =>
        Run(
            "pg_ctl",
            [
                "start",
                "-D",
                Cluster,
                "-w",
                "-s",
                "-l",
                Path.Combine(_folder, "log"),
                "-o",
                $"-c listen_addresses= -c fsync=off -k {_folder}",
            ]
        );

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Cluster, "postmaster.pid")))
        {
            await Kill();
        }

        Directory.Delete(_folder, recursive: true);
    }

    static Task Run(string program, string[] arguments) => Run(Path.Combine(Programs, program), Account, arguments);

    static async Task Run(string program, string? account, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = "/" };
        if (account is not null)
        {
            start.UserName = account;
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
