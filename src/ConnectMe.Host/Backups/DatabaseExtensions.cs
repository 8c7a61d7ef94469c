using Npgsql;

namespace ConnectMe.Host.Backups;

/// <summary>The extensions that modules use, as a database has them.</summary>
/// <param name="Schemas">The schema of each.</param>
/// <param name="Indexes">How the indexes are made that need one and go with it.</param>
internal sealed record DatabaseExtensions(IReadOnlyDictionary<string, string> Schemas, IReadOnlyList<string> Indexes)
{
    public static readonly string[] Known = ["pg_trgm", "unaccent"];

    public static async Task<DatabaseExtensions> Of(NpgsqlConnection connection, CancellationToken ct)
    {
        var schemas = new Dictionary<string, string>(StringComparer.Ordinal);
        await using (
            var command = new NpgsqlCommand(
                "select extname::text, nspname::text from pg_extension join pg_namespace n on n.oid = extnamespace where extname = any($1)",
                connection
            )
            {
                Parameters = { new NpgsqlParameter { Value = Known } },
            }
        )
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                schemas[reader.GetString(0)] = reader.GetString(1);
            }
        }

        var indexes = new List<string>();
        await using var dependent = new NpgsqlCommand(IndexesOfExtensions, connection);
        await using var definitions = await dependent.ExecuteReaderAsync(ct);
        while (await definitions.ReadAsync(ct))
        {
            indexes.Add(definitions.GetString(0));
        }

        return new DatabaseExtensions(schemas, indexes);
    }

    /// <summary>Those whose operator class is a member of an extension (pg_depend: deptype e).</summary>
    const string IndexesOfExtensions = $"""
        select replace(pg_get_indexdef(i.indexrelid), 'CREATE INDEX ', 'CREATE INDEX IF NOT EXISTS ')
        from pg_index i
        join pg_class c on c.oid = i.indexrelid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = '{DatabaseSwap.Schema}' and exists (
            select from pg_depend d
            join pg_depend member on member.classid = d.refclassid and member.objid = d.refobjid and member.deptype = 'e'
            where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refclassid = 'pg_opclass'::regclass)
        """;
}
