using System.IO.Compression;
using System.Security.Cryptography;

namespace ConnectMe.Host.Backups;

/// <summary>Writes an installation into one file while it runs: a ZIP of the database's dump, its files and a manifest with the hash of each. Needs no more memory for a large one.</summary>
internal sealed class BackupWriter(Installation installation, string connectionString, TimeProvider time)
{
    public async Task<BackupManifest> Write(Stream to, CancellationToken ct)
    {
        var programs = await PostgresPrograms.For(connectionString, ct);
        await using var snapshot = await DatabaseSnapshot.Take(connectionString, ct);
        var madeAt = time.GetUtcNow();
        var rows = await snapshot.Rows(ct);
        var parts = new List<BackupPart>();
        await using (var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            await programs.Dump(
                snapshot.Name,
                async dump => parts.Add(await Add(zip, BackupArchive.Database, dump, long.MaxValue, ct)),
                ct
            );
            foreach (var (path, file) in installation.All())
            {
                if (await Add(zip, path, file, ct) is { } part)
                {
                    parts.Add(part);
                }
            }

            var manifest = new BackupManifest(
                BackupManifest.CurrentFormat,
                BackupManifest.ThisProduct,
                BackupManifest.CurrentVersion.ToString(),
                madeAt,
                await snapshot.Company(ct),
                await snapshot.Extensions(ct),
                rows,
                parts
            );
            await using var entry = await zip.CreateEntry(BackupManifest.Name, CompressionLevel.Optimal).OpenAsync(ct);
            await entry.WriteAsync(manifest.ToJson(), ct);
            return manifest;
        }
    }

    /// <returns>Null: it was deleted in the meantime.</returns>
    static async Task<BackupPart?> Add(ZipArchive zip, string path, FileInfo file, CancellationToken ct)
    {
        try
        {
            await using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return await Add(zip, path, content, content.Length, ct); // a recording may grow meanwhile: up to here it can be played
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Sound and dumps are compressed already.</summary>
    static async Task<BackupPart> Add(ZipArchive zip, string path, Stream content, long most, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(path, CompressionLevel.NoCompression).OpenAsync(ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = await HashedCopy.Run(content, entry, hash, most, ct);
        return new BackupPart(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
