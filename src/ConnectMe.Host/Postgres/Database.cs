using Npgsql;

namespace ConnectMe.Host.Postgres;

/// <summary>The PostgreSQL to use: the one of the connection string, else a private one in the data folder.</summary>
internal sealed class Database(DataFolder folder, string connectionString, EmbeddedPostgres? embedded) : IAsyncDisposable
{
    public DataFolder Folder => folder;

    public string ConnectionString => connectionString;

    /// <summary>Null when the PostgreSQL is one of the administrator's own.</summary>
    public EmbeddedPostgres? Embedded => embedded;

    /// <summary>Says on the console what it uses, or why it cannot start.</summary>
    public static async Task<Opening<Database>> Open(IConfiguration configuration, CancellationToken ct)
    {
        var given = configuration.GetConnectionString("ConnectMe");
        var account = given is { Length: > 0 } ? new ServerAccount(Name: null) : ServerAccount.Current;
        var folder = await DataFolder.Open(configuration["data"], account, ct);
        if (folder.Value is null)
        {
            return Refuse(folder.Refusal, folder: null);
        }

        Console.WriteLine($"Data folder: {folder.Value.Path}{folder.Value.Because}");
        if (given is { Length: > 0 })
        {
            return await Refusal(given, ct) is { } refusal
                ? Refuse(refusal, folder.Value)
                : new Opening<Database>(new Database(folder.Value, given, embedded: null));
        }

        var postgres = await EmbeddedPostgres.Start(folder.Value, new PostgresSettings(configuration["Postgres:Sockets"]), account, ct);
        if (postgres.Value is null)
        {
            return Refuse(postgres.Refusal, folder.Value);
        }

        return new Opening<Database>(new Database(folder.Value, postgres.Value.ConnectionString, postgres.Value));
    }

    public async ValueTask DisposeAsync()
    {
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
        }

        folder.Dispose();
    }

    /// <summary>Null when the given PostgreSQL answers, else the reason in words.</summary>
    static async Task<string?> Refusal(string connectionString, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            return null;
        }
        catch (Exception exception) when (exception is NpgsqlException or ArgumentException or TimeoutException)
        {
            return $"The PostgreSQL of ConnectionStrings__ConnectMe cannot be used: {exception.Message}";
        }
    }

    static Opening<Database> Refuse(string reason, DataFolder? folder)
    {
        folder?.Dispose();
        Console.Error.WriteLine(reason);
        return Opening<Database>.Refused(reason);
    }
}
