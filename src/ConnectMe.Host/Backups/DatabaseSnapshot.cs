using Npgsql;

namespace ConnectMe.Host.Backups;

/// <summary>One moment of the database, held while a backup is made: the dump and what the manifest says of it see the same rows.</summary>
internal sealed class DatabaseSnapshot : IAsyncDisposable
{
    readonly NpgsqlConnection _connection;
    readonly NpgsqlTransaction _transaction;

    DatabaseSnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction, string name)
    {
        _connection = connection;
        _transaction = transaction;
        Name = name;
    }

    /// <summary>By which pg_dump takes it up.</summary>
    public string Name { get; }

    public static async Task<DatabaseSnapshot> Take(string connectionString, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await using var export = new NpgsqlCommand("select pg_export_snapshot()", connection, transaction);
        return new DatabaseSnapshot(connection, transaction, (string)(await export.ExecuteScalarAsync(ct))!);
    }

    /// <summary>How many rows each table has.</summary>
    public Task<IReadOnlyDictionary<string, long>> Rows(CancellationToken ct) => RowsOf(_connection, ct);

    public async Task<IReadOnlyDictionary<string, string>> Extensions(CancellationToken ct) =>
        (await DatabaseExtensions.Of(_connection, ct)).Schemas;

    public async Task<string> Company(CancellationToken ct) =>
        (
            await Texts($"select coalesce(data ->> 'Name', '') from {DatabaseSwap.Schema}.mt_doc_company order by id limit 1", ct)
        ).FirstOrDefault("");

    public static async Task<IReadOnlyDictionary<string, long>> RowsOf(NpgsqlConnection connection, CancellationToken ct)
    {
        var tables = await Texts(
            connection,
            $"select table_name::text from information_schema.tables where table_schema = '{DatabaseSwap.Schema}' and table_type = 'BASE TABLE' order by 1",
            ct
        );
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var count = new NpgsqlCommand(
                $"select count(*) from {DatabaseSwap.Schema}.\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                connection
            );
            rows[table] = (long)(await count.ExecuteScalarAsync(ct))!;
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    Task<IReadOnlyList<string>> Texts(string sql, CancellationToken ct) => Texts(_connection, sql, ct);

    static async Task<IReadOnlyList<string>> Texts(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
