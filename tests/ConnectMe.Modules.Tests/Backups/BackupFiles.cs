using System.IO.Compression;
using System.Security.Cryptography;
using ConnectMe.Host.Backups;
using Npgsql;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>Backups as nobody's product makes them, and what is compared of two databases.</summary>
internal static class BackupFiles
{
    /// <summary>A ZIP with these parts and a manifest that fits them, but for what the test changes.</summary>
    public static void Forge(
        string path,
        IEnumerable<(string Path, byte[] Content)> parts,
        Func<BackupManifest, BackupManifest>? lie = null,
        CompressionLevel level = CompressionLevel.NoCompression
    )
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        var listed = new List<BackupPart>();
        foreach (var (name, content) in parts)
        {
            Add(zip, name, content, level);
            listed.Add(new BackupPart(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
        }

        var manifest = new BackupManifest(
            BackupManifest.CurrentFormat,
            BackupManifest.ThisProduct,
            BackupManifest.CurrentVersion.ToString(),
            DateTimeOffset.UnixEpoch,
            "Garage",
            new Dictionary<string, string>(),
            new Dictionary<string, long>(),
            listed
        );
        Add(zip, BackupManifest.Name, (lie?.Invoke(manifest) ?? manifest).ToJson(), CompressionLevel.Optimal);
    }

    /// <summary>Each table by its rows, whatever their order.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Content(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in (await DatabaseSnapshot.RowsOf(connection, CancellationToken.None)).Keys)
        {
            await using var hash = new NpgsqlCommand(
                $"select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from connectme.{table} t",
                connection
            );
            content[table] = (string)(await hash.ExecuteScalarAsync())!;
        }

        return content;
    }

    /// <summary>Each file below by its hash.</summary>
    public static IReadOnlyDictionary<string, string> Files(string folder) =>
        new SortedDictionary<string, string>(
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(
                    file => Path.GetRelativePath(folder, file),
                    file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))
                ),
            StringComparer.Ordinal
        );

    static void Add(ZipArchive zip, string name, byte[] content, CompressionLevel level)
    {
        using var entry = zip.CreateEntry(name, level).Open();
        entry.Write(content);
    }
}
