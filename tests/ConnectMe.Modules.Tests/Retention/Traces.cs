using System.Text;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConnectMe.Modules.Tests.Retention;

/// <summary>Where a word is kept: every table of the database and every file of the data folder is searched, whatever the case.</summary>
internal sealed class Traces(ConnectMeHost host)
{
    public async Task<IReadOnlyList<string>> InTables(string word)
    {
        var found = new List<string>();
        foreach (
            var table in await Texts(
                "select table_schema || '.' || table_name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'"
            )
        )
        {
            found.AddRange(await Texts($"select '{table}' from {table} t where t::text ilike '%{word}%' limit 1"));
        }

        return found;
    }

    public IReadOnlyList<string> InFiles(string word) =>
        [
            .. Directory
                .EnumerateFiles(host.Services.GetRequiredService<IDataFolder>().Path, "*", SearchOption.AllDirectories)
                .Where(path => new FileInfo(path).Length > 0 && Says(path, word)), // the lock of the folder is empty
        ];

    async Task<IReadOnlyList<string>> Texts(string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    static bool Says(string path, string word)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
