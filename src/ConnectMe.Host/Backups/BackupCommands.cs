using ConnectMe.Host.Postgres;
using Npgsql;

namespace ConnectMe.Host.Backups;

/// <summary>
/// <c>backup --to FILE</c> and <c>restore --from FILE</c>, with <c>--data DIR</c> and <c>--passphrase-file FILE</c>: what scripts/backup and scripts/restore run. A backup is made
/// beside a Host that runs or without one, a restore without one only.
/// </summary>
internal static class BackupCommands
{
    public static bool IsAsked(string[] args) => args is ["backup" or "restore", ..];

    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        var configuration = WebApplication.CreateBuilder(CommandLine.Options(args[1..])).Configuration;
        try
        {
            return args[0] == "backup" ? await Backup(configuration, ct) : await Restore(configuration, ct);
        }
        catch (BackupFaultException fault)
        {
            return Refuse(fault.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NpgsqlException)
        {
            return Refuse(failure.Message);
        }
    }

    static async Task<int> Backup(ConfigurationManager configuration, CancellationToken ct)
    {
        if (configuration["to"] is not { Length: > 0 } to)
        {
            return Refuse("Say where the backup is to be written: --to FILE");
        }

        if (Beside(configuration) is var (running, folder))
        {
            return await Write(configuration, running, folder, to, ct);
        }

        if ((await Database.Open(configuration, ct)).Value is not { } database)
        {
            return 1; // it has said why
        }

        await using (database)
        {
            return await Write(configuration, database.ConnectionString, database.Folder.Path, to, ct);
        }
    }

    static async Task<int> Write(ConfigurationManager configuration, string connectionString, string data, string to, CancellationToken ct)
    {
        var passphrase = await Passphrase(configuration, ct);
        var unfinished = Path.GetFullPath(to) + ".unfinished";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            BackupManifest manifest;
            await using (var file = new FileStream(unfinished, options))
            {
                manifest = await new BackupWriter(Installation.Of(configuration, data), connectionString, TimeProvider.System).Write(
                    file,
                    ct
                );
                file.Flush(flushToDisk: true);
            }

            if (passphrase is null)
            {
                File.Move(unfinished, to, overwrite: true);
            }
            else
            {
                await using var open = File.OpenRead(unfinished);
                await using var closed = new FileStream(to, options);
                await PassphraseSeal.Seal(open, closed, passphrase, ct);
            }

            Console.WriteLine($"Backed up to {to} ({new FileInfo(to).Length} bytes): {Said(manifest.Counts)}");
            return 0;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    static async Task<int> Restore(ConfigurationManager configuration, CancellationToken ct)
    {
        if (configuration["from"] is not { Length: > 0 } from || !File.Exists(from))
        {
            return Refuse("Say which backup is to be restored: --from FILE");
        }

        if ((await Database.Open(configuration, ct)).Value is not { } database)
        {
            return 1; // it has said why
        }

        await using (database)
        {
            var installation = Installation.Of(configuration, database.Folder.Path);
            Directory.CreateDirectory(installation.Workshop, Place.Ours);
            var copy = Path.Combine(installation.Workshop, "restored.zip");
            try
            {
                if (PassphraseSeal.IsSealed(from))
                {
                    File.Copy(from, copy, overwrite: true);
                    await RestoreOffer.OpenSealed(copy, await Passphrase(configuration, ct), ct);
                    from = copy;
                }

                var report = await new Restoration(installation, database.ConnectionString, TimeProvider.System).Run(from, ct);
                Console.WriteLine($"Restored the backup of {report.MadeAt:u} ({report.Company}): {Said(report.Counts)}");
                Console.WriteLine("What was there before is removed when ConnectMe has started with it.");
                return 0;
            }
            finally
            {
                File.Delete(copy);
            }
        }
    }

    /// <summary>The private PostgreSQL of a Host that runs, or one of the administrator's own; null: the database has to be started.</summary>
    internal static (string ConnectionString, string Folder)? Beside(ConfigurationManager configuration)
    {
        var data = Path.GetFullPath(configuration["data"] ?? (Directory.Exists("data/postgres") ? "data" : "/var/lib/connectme"));
        if (configuration.GetConnectionString("ConnectMe") is { Length: > 0 } own)
        {
            return (own, Path.GetFullPath(configuration["data"] ?? "data"));
        }

        var cluster = Path.Combine(data, "postgres");
        return PostmasterPid.Read(cluster) is { } server && server.IsRunning(cluster)
            ? (
                new NpgsqlConnectionStringBuilder
                {
                    Host = server.SocketFolder,
                    Database = "connectme",
                    Username = "connectme",
                    Password = File.ReadAllText(Path.Combine(data, "postgres.password")),
                }.ConnectionString,
                data
            )
            : null;
    }

    static async Task<string?> Passphrase(ConfigurationManager configuration, CancellationToken ct)
    {
        if (configuration["passphrase-file"] is not { Length: > 0 } file)
        {
            return null;
        }

        var passphrase = (await File.ReadAllTextAsync(file, ct)).TrimEnd('\r', '\n');
        return passphrase.Length >= PassphraseSeal.ShortestPassphrase
            ? passphrase
            : throw new BackupFaultException(
                BackupFault.PassphraseNeeded,
                $"The passphrase in {file} has fewer than {PassphraseSeal.ShortestPassphrase} signs."
            );
    }

    static string Said(BackupCounts counts) =>
        $"{counts.People} people, {counts.Contacts} contacts, {counts.Calls} calls, {counts.Recordings} recordings, {counts.Settings} phones, trunks and numbers";

    static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }
}
