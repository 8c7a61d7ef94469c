using Npgsql;

namespace ConnectMe.Host.Backups;

/// <summary>
/// The schema that is restored takes the place of the present one, which waits beside it under another name until the restored one has proved itself.
/// Needs no right that the application has not: it made the schema.
/// </summary>
internal sealed class DatabaseSwap(string connectionString)
{
    /// <summary>Of all modules (Storage).</summary>
    public const string Schema = "connectme";
    const string Before = "connectme_before_restore";

    public async Task<bool> HasSchema(CancellationToken ct) => await Exists(Schema, ct);

    public async Task PutAside(CancellationToken ct)
    {
        if (await Exists(Schema, ct))
        {
            await Execute($"alter schema {Schema} rename to {Before}", ct);
        }
    }

    /// <param name="hadSchema">Without one there was nothing to put aside, and nothing to put back.</param>
    /// <param name="extensions">As they were.</param>
    public async Task PutBack(bool hadSchema, DatabaseExtensions extensions, CancellationToken ct)
    {
        if (await Exists(Before, ct))
        {
            var now = (await Extensions(ct)).Schemas;
            var moved = extensions
                .Schemas.Where(one => now.GetValueOrDefault(one.Key) != (one.Value == Schema ? Before : one.Value))
                .ToList();
            var drops = moved.Select(one => $"drop extension if exists {one.Key} cascade;");
            var makes = moved.Select(one => $"create extension {one.Key} schema {one.Value};");
            var indexes = moved.Count > 0 ? extensions.Indexes.Select(index => index + ";") : [];
            await Execute(
                $"{string.Concat(drops)} drop schema if exists {Schema} cascade; alter schema {Before} rename to {Schema}; {string.Concat(makes.Concat(indexes))}",
                ct
            );
        }
        else if (!hadSchema)
        {
            await Execute($"drop schema if exists {Schema} cascade", ct);
        }
    }

    public Task Forget(CancellationToken ct) => Execute($"drop schema if exists {Before} cascade", ct);

    public async Task<DatabaseExtensions> Extensions(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        return await DatabaseExtensions.Of(connection, ct);
    }

    /// <summary>
    /// What the dump does not make, and names by its schema. A database has an extension once, and only a superuser may move it: one that lies in the schema
    /// put aside is dropped with its indexes and made anew, also when that is put back.
    /// </summary>
    public async Task PlaceExtensions(IReadOnlyDictionary<string, string> wanted, CancellationToken ct)
    {
        var present = (await Extensions(ct)).Schemas;
        foreach (var (extension, schema) in wanted)
        {
            if (!DatabaseExtensions.Known.Contains(extension, StringComparer.Ordinal) || schema is not (Schema or "public"))
            {
                throw new BackupFaultException(
                    BackupFault.Altered,
                    $"The backup asks for the extension {extension} in {schema}, which no backup does."
                );
            }

            if (!present.TryGetValue(extension, out var where))
            {
                await Execute($"create extension {extension} schema {schema}", ct);
            }
            else if (where != schema)
            {
                await Execute($"drop extension {extension} cascade; create extension {extension} schema {schema}", ct);
            }
        }
    }

    public async Task<IReadOnlyDictionary<string, long>> Rows(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        return await DatabaseSnapshot.RowsOf(connection, ct);
    }

    async Task<bool> Exists(string schema, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await using var command = new NpgsqlCommand("select exists (select from pg_namespace where nspname = $1)", connection)
        {
            Parameters = { new NpgsqlParameter { Value = schema } },
        };
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Several statements are one transaction.</summary>
    async Task Execute(string sql, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Without a pool: what it knows of tables by their number would be wrong after the exchange.</summary>
    async Task<NpgsqlConnection> Open(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
