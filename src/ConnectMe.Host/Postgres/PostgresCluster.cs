using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace ConnectMe.Host.Postgres;

/// <summary>Gets the cluster of a data folder to run: made once, and a server left by a killed Host is taken over.</summary>
internal sealed class PostgresCluster(DataFolder folder, PostgresSettings settings, ServerAccount account)
{
    /// <summary>The programs that fit the cluster, or the newest for a new one.</summary>
    public async Task<Opening<PostgresBinaries>> Choose(CancellationToken ct)
    {
        var installed = await PostgresBinaries.Find(account, ct);
        if (installed.Count == 0)
        {
            return Opening<PostgresBinaries>.Refused(
                "No PostgreSQL server programs found (looked in /usr/lib/postgresql/*/bin and the PATH). Install the package postgresql, or set ConnectionStrings__ConnectMe."
            );
        }

        if (ClusterVersion() is not { } version)
        {
            return new Opening<PostgresBinaries>(installed[0]);
        }

        return installed.FirstOrDefault(b => b.Major == version) is { } fitting
            ? new Opening<PostgresBinaries>(fitting)
            : Opening<PostgresBinaries>.Refused(
                $"The database in {folder.Cluster} was made by PostgreSQL {version}; installed here: {string.Join(", ", installed.Select(b => b.Major))}. "
                    + (
                        version > installed[0].Major
                            ? $"Install PostgreSQL {version}."
                            : "Upgrade it with pg_upgrade, or install that version."
                    )
            );
    }

    /// <summary>Null when a server of this cluster is ready, else the reason in words.</summary>
    /// <param name="sockets">Where a new server is to have its socket.</param>
    public async Task<string?> Start(PostgresBinaries binaries, string sockets, CancellationToken ct)
    {
        if (SocketFolder.Refusal(sockets) is { } tooLong)
        {
            return tooLong;
        }

        if (ClusterVersion() is null && await Make(binaries, ct) is { } notMade)
        {
            return notMade;
        }

        if (!File.Exists(folder.PasswordFile))
        {
            return $"The database in {folder.Cluster} has lost its password file {folder.PasswordFile}. Put it back from the backup.";
        }

        if (PostmasterPid.Read(folder.Cluster) is { } left)
        {
            if (left.IsRunning(folder.Cluster))
            {
                if (await Answers(left, ct))
                {
                    return null; // left by a Host that was killed; it holds our data and our password, so it is as good as a new one
                }

                await Stop(binaries, ct);
            }

            // The pid may be of another program by now, which would make the server believe that it runs already.
            File.Delete(Path.Combine(folder.Cluster, PostmasterPid.FileName));
        }

        return await Launch(binaries, sockets, ct);
    }

    public async Task Stop(PostgresBinaries binaries, CancellationToken ct)
    {
        // Fast: open transactions roll back, no crash recovery at the next start. Immediate, should something hold that up.
        var fast = await account.Run(binaries.PgCtl, ["stop", "-D", folder.Cluster, "-m", "fast", "-w", "-t", "30", "-s"], ct);
        if (!fast.Succeeded)
        {
            await account.Run(binaries.PgCtl, ["stop", "-D", folder.Cluster, "-m", "immediate", "-w", "-t", "10", "-s"], ct);
        }
    }

    public string ConnectionString(PostmasterPid server, string database, string user) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = server.SocketFolder,
            Database = database,
            Username = user,
            Password = File.ReadAllText(folder.PasswordFile),
            MaxPoolSize = 30,
            ApplicationName = "connectme",
        }.ConnectionString;

    async Task<string?> Launch(PostgresBinaries binaries, string sockets, CancellationToken ct)
    {
        if (await account.MakeFolder(sockets, ct) is { Succeeded: false } folderRefused)
        {
            return $"The socket folder {sockets} cannot be made: {folderRefused.Output}";
        }

        await account.WriteFile(Path.Combine(folder.Cluster, "postgresql.conf"), settings.Configuration(sockets), ct);
        await account.WriteFile(Path.Combine(folder.Cluster, "pg_hba.conf"), PostgresSettings.Access, ct);

        // pg_ctl puts the server into a session of its own: Ctrl-C at our terminal must not reach it before the application has stopped.
        var log = Path.Combine(folder.Cluster, "server.log");
        var start = await account.Run(binaries.PgCtl, ["start", "-D", folder.Cluster, "-l", log, "-w", "-t", "60", "-s"], ct);
        return start.Succeeded ? null : $"PostgreSQL does not start: {start.Output} {LastLines(log)}";
    }

    async Task<string?> Make(PostgresBinaries binaries, CancellationToken ct)
    {
        if (!await account.CanEnter(folder.Path, ct))
        {
            return $"The user {account.Name} cannot enter {folder.Path}. Choose another --data folder.";
        }

        // Made beside its place and renamed when done: a start that is cut short leaves no half cluster.
        var unfinished = folder.Cluster + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        await File.WriteAllTextAsync(folder.PasswordFile, password, ct);
        File.SetUnixFileMode(folder.PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var secret = SocketFolder.Random();
        try
        {
            await account.MakeFolder(secret, ct);
            await account.WriteFile(Path.Combine(secret, "password"), password, ct);
            await account.MakeFolder(unfinished, ct);
            var made = await account.Run(
                binaries.Initdb,
                [
                    "-D",
                    unfinished,
                    "-U",
                    "postgres",
                    "--pwfile",
                    Path.Combine(secret, "password"),
                    "-A",
                    "scram-sha-256",
                    "-E",
                    "UTF8",
                    "--locale",
                    "C.UTF-8",
                ],
                ct
            );
            if (!made.Succeeded)
            {
                return $"The database cannot be made in {folder.Path}: {made.Output}";
            }
        }
        finally
        {
            if (Directory.Exists(secret))
            {
                Directory.Delete(secret, recursive: true);
            }
        }

        Directory.Move(unfinished, folder.Cluster);
        return null;
    }

    async Task<bool> Answers(PostmasterPid server, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                ConnectionString(server, "postgres", "postgres") + ";Pooling=false;Timeout=5"
            );
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false; // shutting down, or its socket is gone: it is replaced
        }
    }

    int? ClusterVersion()
    {
        var path = Path.Combine(folder.Cluster, "PG_VERSION");
        return File.Exists(path) && int.TryParse(File.ReadAllText(path).Trim(), CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }

    static string LastLines(string log) => File.Exists(log) ? string.Join(' ', File.ReadLines(log).TakeLast(5)) : "";
}
