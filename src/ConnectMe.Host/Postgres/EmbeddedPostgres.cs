using Npgsql;

namespace ConnectMe.Host.Postgres;

/// <summary>The private cluster in the data folder: starts before the application and stops after it.</summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    readonly PostgresBinaries _binaries;
    readonly ServerAccount _account;
    readonly DataFolder _folder;
    readonly string _password;

    EmbeddedPostgres(PostgresBinaries binaries, ServerAccount account, DataFolder folder, string password, PostmasterPid server)
    {
        _binaries = binaries;
        _account = account;
        _folder = folder;
        _password = password;
        Server = server;
    }

    public PostmasterPid Server { get; }

    public string ConnectionString => ConnectionTo("connectme", "connectme");

    /// <summary>The superuser's, for making databases; the application itself owns its database and no more.</summary>
    public string AdministratorConnectionString => ConnectionTo("postgres", "postgres");

    public static async Task<Opening<EmbeddedPostgres>> Start(
        DataFolder folder,
        PostgresSettings settings,
        ServerAccount account,
        CancellationToken ct
    )
    {
        var cluster = new PostgresCluster(folder, settings, account);
        var choice = await cluster.Choose(ct);
        if (choice.Value is not { } binaries)
        {
            return Opening<EmbeddedPostgres>.Refused(choice.Refusal);
        }

        return await cluster.Start(binaries, ct) is { } reason
            ? Opening<EmbeddedPostgres>.Refused(reason)
            : await Open(binaries, account, folder, ct);
    }

    public async ValueTask DisposeAsync()
    {
        // Fast: open transactions roll back, no crash recovery at the next start.
        var stop = await _account.Run(
            _binaries.PgCtl,
            ["stop", "-D", _folder.Cluster, "-m", "fast", "-w", "-t", "30", "-s"],
            CancellationToken.None
        );
        if (!stop.Succeeded)
        {
            await _account.Run(_binaries.PgCtl, ["stop", "-D", _folder.Cluster, "-m", "immediate", "-w", "-s"], CancellationToken.None);
        }

        if (Directory.Exists(Server.SocketFolder))
        {
            Directory.Delete(Server.SocketFolder, recursive: true);
        }
    }

    static async Task<Opening<EmbeddedPostgres>> Open(
        PostgresBinaries binaries,
        ServerAccount account,
        DataFolder folder,
        CancellationToken ct
    )
    {
        if (PostmasterPid.Read(folder.Cluster) is not { } server)
        {
            return Opening<EmbeddedPostgres>.Refused(
                $"PostgreSQL started and left no {PostmasterPid.FileName} in {folder.Cluster}. See server.log there."
            );
        }

        var postgres = new EmbeddedPostgres(binaries, account, folder, await File.ReadAllTextAsync(folder.PasswordFile, ct), server);
        await postgres.MakeDatabase(ct);
        return new Opening<EmbeddedPostgres>(postgres);
    }

    /// <summary>Once; asked at each start because the first may have been cut short.</summary>
    async Task MakeDatabase(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(AdministratorConnectionString + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand("select count(*) from pg_database where datname = 'connectme'", connection);
        if ((long)(await exists.ExecuteScalarAsync(ct))! > 0)
        {
            return;
        }

        await using var batch = new NpgsqlCommand(
            $"drop role if exists connectme; create role connectme login password '{_password}'",
            connection
        );
        await batch.ExecuteNonQueryAsync(ct);
        await using var create = new NpgsqlCommand("create database connectme owner connectme", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    string ConnectionTo(string database, string user) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = Server.SocketFolder,
            Database = database,
            Username = user,
            Password = _password,
            MaxPoolSize = 30,
            ApplicationName = "connectme",
        }.ConnectionString;
}
