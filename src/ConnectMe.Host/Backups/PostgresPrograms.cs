using System.Diagnostics;
using ConnectMe.Host.Postgres;
using Npgsql;

namespace ConnectMe.Host.Backups;

/// <summary>pg_dump and pg_restore, run as our own user against the database of a connection string.</summary>
internal sealed class PostgresPrograms
{
    readonly NpgsqlConnectionStringBuilder _database;
    readonly string _folder;

    PostgresPrograms(NpgsqlConnectionStringBuilder database, string folder)
    {
        _database = database;
        _folder = folder;
    }

    /// <summary>Those of the server's own version; else the next newer ones, which can read an older server.</summary>
    public static async Task<PostgresPrograms> For(string connectionString, CancellationToken ct)
    {
        var major = await MajorOf(connectionString, ct);
        var installed = await PostgresBinaries.Find(new ServerAccount(Name: null), ct);
        var fitting = installed
            .Where(one => one.Major >= major && File.Exists(Path.Combine(one.Folder, "pg_dump")))
            .OrderBy(one => one.Major)
            .FirstOrDefault();
        return fitting is not null
            ? new PostgresPrograms(new NpgsqlConnectionStringBuilder(connectionString), fitting.Folder)
            : throw new BackupFaultException(
                BackupFault.NoPrograms,
                $"The server is PostgreSQL {major}; pg_dump and pg_restore of that version or newer are not installed here."
            );
    }

    /// <summary>The schema of all modules in PostgreSQL's own archive, as that snapshot sees it.</summary>
    public Task Dump(string snapshot, Func<Stream, Task> take, CancellationToken ct) =>
        Run(
            "pg_dump",
            ["--format=custom", $"--schema={DatabaseSwap.Schema}", "--no-owner", "--no-privileges", $"--snapshot={snapshot}"],
            take,
            ct
        );

    /// <param name="section">"pre-data" (schema and tables), "data" or "post-data" (indexes): all of it or nothing.</param>
    public Task Restore(string archive, string section, CancellationToken ct) =>
        Run(
            "pg_restore",
            [
                $"--section={section}",
                "--single-transaction",
                "--exit-on-error",
                "--no-owner",
                "--no-privileges",
                $"--dbname={_database.Database}",
                archive,
            ],
            output => output.CopyToAsync(Stream.Null, ct),
            ct
        );

    async Task Run(string program, IEnumerable<string> arguments, Func<Stream, Task> take, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Path.Combine(_folder, program), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Surroundings())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(ct);
            await take(process.StandardOutput.BaseStream);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
            {
                throw new BackupFaultException(BackupFault.Database, $"{program}: {(await errors).Trim()}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>The password goes by the environment: arguments are for everybody to see.</summary>
    IEnumerable<(string Name, string? Value)> Surroundings() =>
        [
            ("LC_ALL", "C.UTF-8"),
            ("PGHOST", _database.Host),
            ("PGPORT", $"{_database.Port}"),
            ("PGUSER", _database.Username),
            ("PGPASSWORD", _database.Password),
            ("PGDATABASE", _database.Database),
            (
                "PGSSLMODE",
                _database.SslMode is SslMode.VerifyCA ? "verify-ca"
                : _database.SslMode is SslMode.VerifyFull ? "verify-full"
                : _database.SslMode.ToString().ToLowerInvariant()
            ),
            ("PGSSLROOTCERT", _database.RootCertificate),
        ];

    static async Task<int> MajorOf(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        return connection.PostgreSqlVersion.Major;
    }
}
