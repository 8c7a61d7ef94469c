using Npgsql;

namespace ConnectMe.Host.Postgres;

/// <summary>The private cluster in the data folder: starts before the application and stops after it.</summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    readonly PostgresCluster _cluster;
    readonly PostgresBinaries _binaries;
    readonly string _folder;

    EmbeddedPostgres(PostgresCluster cluster, PostgresBinaries binaries, string folder, PostmasterPid server)
    {
        _cluster = cluster;
        _binaries = binaries;
        _folder = folder;
        Server = server;
    }

    /// <summary>As it was started first: one that takes its place has the same socket.</summary>
    public PostmasterPid Server { get; }

    public bool IsRunning => PostmasterPid.Read(_folder) is { } server && server.IsRunning(_folder);

    /// <summary>Starts it again after it has ended by itself.</summary>
    /// <returns>Null when it runs, else the reason in words.</returns>
    public async Task<string?> StartAgain(CancellationToken ct) =>
        PostmasterPid.IsAnyoneAtWorkIn(_folder)
            ? "processes of the one before are still there" // two servers on one cluster would destroy it
            : await _cluster.Start(_binaries, Server.SocketFolder, ct);

    public string ConnectionString => _cluster.ConnectionString(Server, "connectme", "connectme");

    /// <summary>The superuser's, for making databases; the application itself owns its database and no more.</summary>
    public string AdministratorConnectionString => _cluster.ConnectionString(Server, "postgres", "postgres");

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

        if (await cluster.Start(binaries, settings.Sockets ?? SocketFolder.Random(), ct) is { } reason)
        {
            return Opening<EmbeddedPostgres>.Refused(reason);
        }

        if (PostmasterPid.Read(folder.Cluster) is not { } server)
        {
            return Opening<EmbeddedPostgres>.Refused($"PostgreSQL started and left no {PostmasterPid.FileName} in {folder.Cluster}.");
        }

        var postgres = new EmbeddedPostgres(cluster, binaries, folder.Cluster, server);
        await postgres.MakeDatabase(ct);
        return new Opening<EmbeddedPostgres>(postgres);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.Stop(_binaries, CancellationToken.None);
        if (Directory.Exists(Server.SocketFolder))
        {
            Directory.Delete(Server.SocketFolder, recursive: true);
        }
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

        var password = new NpgsqlConnectionStringBuilder(ConnectionString).Password; // hex: nothing to quote
        await using var role = new NpgsqlCommand(
            $"drop role if exists connectme; create role connectme login password '{password}'",
            connection
        );
        await role.ExecuteNonQueryAsync(ct);
        await using var create = new NpgsqlCommand("create database connectme owner connectme", connection);
        await create.ExecuteNonQueryAsync(ct);
    }
}
