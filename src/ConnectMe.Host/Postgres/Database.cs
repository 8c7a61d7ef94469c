namespace ConnectMe.Host.Postgres;

/// <summary>The PostgreSQL to use: the one of the connection string, else a private one in the data folder.</summary>
internal sealed class Database(DataFolder folder, string connectionString, EmbeddedPostgres? embedded) : IAsyncDisposable
{
    public DataFolder Folder => folder;

    public string ConnectionString => connectionString;

    /// <summary>Says on the console what it uses, or why it cannot start.</summary>
    public static async Task<Opening<Database>> Open(IConfiguration configuration, CancellationToken ct)
    {
        var given = configuration.GetConnectionString("ConnectMe");
        var account = given is { Length: > 0 } ? new ServerAccount(Name: null) : ServerAccount.Current;
        var folder = await DataFolder.Open(configuration["data"], account, ct);
        if (folder.Value is null)
        {
            return Refuse(folder.Refusal);
        }

        Console.WriteLine($"Data folder: {folder.Value.Path}");
        if (given is { Length: > 0 })
        {
            return new Opening<Database>(new Database(folder.Value, given, embedded: null));
        }

        var postgres = await EmbeddedPostgres.Start(folder.Value, new PostgresSettings(configuration["Postgres:Sockets"]), account, ct);
        if (postgres.Value is null)
        {
            folder.Value.Dispose();
            return Refuse(postgres.Refusal);
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

    static Opening<Database> Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return Opening<Database>.Refused(reason);
    }
}
