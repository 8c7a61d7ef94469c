using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace ConnectMe.Host.Backups;

/// <summary>A backup as it is read. What it says of itself is believed of nobody: names, sizes and hashes are looked at before anything is used.</summary>
internal sealed class BackupArchive : IDisposable
{
    readonly ZipArchive _zip;

    BackupArchive(ZipArchive zip, BackupManifest manifest)
    {
        _zip = zip;
        Manifest = manifest;
    }

    public BackupManifest Manifest { get; }

    /// <exception cref="BackupFaultException">It is none, or none that can be used here.</exception>
    public static BackupArchive Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        ZipArchive? zip = null;
        try
        {
            RefuseLongDirectory(file);
            zip = new ZipArchive(file, ZipArchiveMode.Read);
            var archive = new BackupArchive(zip, ManifestOf(zip));
            archive.RefuseOtherParts(file.Length);
            return archive;
        }
        catch (Exception unreadable)
            when (unreadable is InvalidDataException or JsonException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            zip?.Dispose();
            file.Dispose();
            throw new BackupFaultException(
                BackupFault.NotABackup,
                $"This is no backup of ConnectMe, or not all of one: {unreadable.Message}",
                unreadable
            );
        }
        catch
        {
            zip?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads all of it, and keeps nothing.</summary>
    public async Task Check(CancellationToken ct)
    {
        foreach (var part in Manifest.Parts)
        {
            await Copy(part, Stream.Null, ct);
        }
    }

    /// <param name="folderOf">Where the parts below "files" and "recordings" are laid down.</param>
    /// <param name="database">Where the dump is laid down.</param>
    public async Task Extract(Func<string, string> folderOf, string database, CancellationToken ct)
    {
        foreach (var part in Manifest.Parts)
        {
            var target = part.Path == Database ? database : TargetOf(part.Path, folderOf);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!, Place.Ours);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            await using var file = new FileStream(target, options);
            await Copy(part, file, ct);
        }
    }

    public void Dispose() => _zip.Dispose();

    static string TargetOf(string part, Func<string, string> folderOf)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        return Path.Combine(folderOf(part[..slash]), part[(slash + 1)..]);
    }

    async Task Copy(BackupPart part, Stream to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using var content = await _zip.GetEntry(part.Path)!.OpenAsync(ct);
            // One byte more than it claims to have shows the lie without unpacking the rest of it.
            var size = await HashedCopy.Run(content, to, hash, part.Size + 1, ct);
            if (size != part.Size || Convert.ToHexStringLower(hash.GetHashAndReset()) != part.Sha256)
            {
                throw new BackupFaultException(BackupFault.Altered, $"The part {part.Path} is not what the backup says of it.");
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new BackupFaultException(BackupFault.Altered, $"The part {part.Path} is damaged: {damaged.Message}", damaged);
        }
    }

    static BackupManifest ManifestOf(ZipArchive zip)
    {
        var entry = zip.GetEntry(BackupManifest.Name);
        if (entry is null or { Length: > MostManifestBytes })
        {
            throw new InvalidDataException("no manifest");
        }

        using var json = entry.Open();
        var manifest = BackupManifest.Read(json);
        if (manifest is null || manifest.Product != BackupManifest.ThisProduct || !Version.TryParse(manifest.Version, out var version))
        {
            throw new InvalidDataException("the manifest is another product's");
        }

        return manifest.Format > BackupManifest.CurrentFormat || version > BackupManifest.CurrentVersion
            ? throw new BackupFaultException(
                BackupFault.Newer,
                $"This backup was made by ConnectMe {manifest.Version} (format {manifest.Format}); this is {BackupManifest.CurrentVersion}. Install that version first."
            )
            : manifest;
    }

    /// <summary>
    /// Each part once, with a name that stays below its folder, and nothing but the parts: before a byte of them is read. No part of ours is compressed, so
    /// one that would unpack to more than the file has is none of ours.
    /// </summary>
    void RefuseOtherParts(long length)
    {
        var parts = Manifest.Parts.Select(part => part.Path).ToHashSet(StringComparer.Ordinal);
        var refused =
            parts.Count != Manifest.Parts.Count
            || !parts.Contains(Database)
            || _zip.Entries.Count != parts.Count + 1
            || Manifest.Parts.Sum(part => (decimal)part.Size) > length
                ? "its list is not of its parts"
                : Manifest.Parts.FirstOrDefault(part => !IsUsable(part))?.Path;
        if (refused is not null)
        {
            throw new BackupFaultException(BackupFault.Altered, $"The backup has parts that no backup has: {refused}");
        }
    }

    bool IsUsable(BackupPart part) =>
        part.Size >= 0
        && _zip.GetEntry(part.Path) is { } entry
        && entry.Length == part.Size
        && (part.Path == Database || IsBelow(part.Path));

    static bool IsBelow(string path) =>
        path.Split('/') is [Installation.Files or Installation.Recordings, .. var names]
        && names.Length > 0
        && path.Length < 1000
        && names.All(name => name is not ("" or "." or "..") && !name.Contains('\\', StringComparison.Ordinal) && !name.Any(char.IsControl))
        && !(path.StartsWith(Installation.Files + "/", StringComparison.Ordinal) && Installation.IsOfThisMachine(names[0]));

    /// <summary>The list of a ZIP is read into memory as a whole: one that would fill it is refused by its length (APPNOTE 4.3.14, 4.3.16).</summary>
    static void RefuseLongDirectory(FileStream file)
    {
        Span<byte> end = stackalloc byte[22];
        if (file.Length < end.Length)
        {
            throw new InvalidDataException("too short");
        }

        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != 0x06054b50)
        {
            throw new InvalidDataException("its end is missing");
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        if (length == uint.MaxValue)
        {
            length = LongDirectoryOf(file);
        }

        file.Position = 0;
        if (length is < 0 or > MostDirectoryBytes)
        {
            throw new InvalidDataException("its list is too long");
        }
    }

    static long LongDirectoryOf(FileStream file)
    {
        Span<byte> locator = stackalloc byte[20];
        Span<byte> record = stackalloc byte[56];
        if (file.Length < 22 + locator.Length + record.Length)
        {
            throw new InvalidDataException("its end is missing");
        }

        file.Position = file.Length - 22 - locator.Length;
        file.ReadExactly(locator);
        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != 0x07064b50 || at < 0 || at > file.Length - record.Length)
        {
            throw new InvalidDataException("its end is missing");
        }

        file.Position = at;
        file.ReadExactly(record);
        return BinaryPrimitives.ReadInt64LittleEndian(record[40..]);
    }

    public const string Database = "database.dump";

    /// <summary>Some 400,000 recordings.</summary>
    const int MostManifestBytes = 64 * 1024 * 1024;
    const int MostDirectoryBytes = 128 * 1024 * 1024;
}
