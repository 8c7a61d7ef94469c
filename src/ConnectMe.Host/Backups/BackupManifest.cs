using System.Text.Json;

namespace ConnectMe.Host.Backups;

/// <summary>What a backup says of itself: its last part, <c>manifest.json</c>.</summary>
/// <param name="Format">Of this file; a newer one is refused.</param>
/// <param name="Version">Of the product that made it; a newer one is refused, an older one's tables are migrated at the next start.</param>
/// <param name="MadeAt">When the database's snapshot was taken: what came later is not in it.</param>
/// <param name="Company">Of the first company, for whoever looks at a heap of files.</param>
/// <param name="Extensions">Of PostgreSQL, which the dump does not make, with the schema each is in.</param>
/// <param name="Rows">Of each table in the snapshot: looked at again after a restore.</param>
/// <param name="Parts">Everything else in the file.</param>
internal sealed record BackupManifest(
    int Format,
    string Product,
    string Version,
    DateTimeOffset MadeAt,
    string Company,
    IReadOnlyDictionary<string, string> Extensions,
    IReadOnlyDictionary<string, long> Rows,
    IReadOnlyList<BackupPart> Parts
)
{
    public const int CurrentFormat = 1;
    public const string Name = "manifest.json";
    public const string ThisProduct = "ConnectMe";

    public static Version CurrentVersion { get; } = typeof(BackupManifest).Assembly.GetName().Version!;

    /// <summary>Recordings of calls are named by their count: they are most of the bytes.</summary>
    public int Recordings => Parts.Count(part => part.Path.StartsWith(Installation.Recordings + "/", StringComparison.Ordinal));

    public long Bytes => Parts.Sum(part => part.Size);

    public BackupCounts Counts =>
        new(
            RowsOf("mt_doc_user"),
            RowsOf("mt_doc_contact"),
            RowsOf("mt_doc_callrecord"),
            Recordings,
            RowsOf("mt_doc_device") + RowsOf("mt_doc_trunk") + RowsOf("mt_doc_companynumber")
        );

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static BackupManifest? Read(Stream json) => JsonSerializer.Deserialize<BackupManifest>(json, Json);

    long RowsOf(string table) => Rows.GetValueOrDefault(table);

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}

/// <param name="Path">In the file, with /.</param>
/// <param name="Sha256">In hexadecimal.</param>
internal sealed record BackupPart(string Path, long Size, string Sha256);

/// <summary>What people ask after a restore: is it all there?</summary>
/// <param name="Settings">Phones, trunks and numbers.</param>
internal sealed record BackupCounts(long People, long Contacts, long Calls, long Recordings, long Settings);
