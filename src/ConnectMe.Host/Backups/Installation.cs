using ConnectMe.Host.Postgres;

namespace ConnectMe.Host.Backups;

/// <summary>
/// The files of an installation that go into a backup: all of the data folder but what belongs to this machine or this run. A module that
/// begins to keep files there has them backed up without being named here.
/// </summary>
/// <param name="data">The data folder.</param>
/// <param name="recordings">Where recordings lie, in the data folder or elsewhere.</param>
/// <param name="backups">Where backups lie.</param>
internal sealed class Installation(string data, string recordings, string backups)
{
    public static Installation Of(IConfiguration configuration, string data) =>
        new(
            data,
            configuration["Recordings:Folder"] is { Length: > 0 } asked ? Path.GetFullPath(asked) : Path.Combine(data, Recordings),
            configuration["Backup:Folder"] is { Length: > 0 } kept ? Path.GetFullPath(kept) : Path.Combine(data, "backups")
        );

    public string Data => data;

    public string Backups => backups;

    /// <summary>What a restore works with.</summary>
    public string Workshop => Path.Combine(data, "restore");

    /// <summary>The two places, as a restore exchanges them.</summary>
    public IReadOnlyList<Place> Places =>
        [
            new Place(Files, data, Path.Combine(Workshop, "new"), Path.Combine(Workshop, "before"), IsLeft),
            new Place(
                Recordings,
                recordings,
                Path.Combine(recordings, ".restored"),
                Path.Combine(recordings, ".before"),
                path => Path.GetFileName(path) is ".restored" or ".before"
            ),
        ];

    /// <summary>Every file with its path in the backup, at the moment it is asked for.</summary>
    public IEnumerable<(string Path, FileInfo File)> All() =>
        Places.SelectMany(place =>
            !Directory.Exists(place.Root)
                ? []
                : new DirectoryInfo(place.Root)
                    .EnumerateFileSystemInfos()
                    .Where(entry => !place.IsLeft(entry.FullName))
                    .SelectMany(Below)
                    .Where(file => !OfThisRun.Any(run => file.FullName.StartsWith(Path.Combine(data, run) + "/", StringComparison.Ordinal)))
                    .Select(file => ($"{place.Name}/{Path.GetRelativePath(place.Root, file.FullName)}", file))
        );

    /// <summary>A link leads elsewhere: it is not followed.</summary>
    static IEnumerable<FileInfo> Below(FileSystemInfo entry) =>
        entry switch
        {
            FileInfo { LinkTarget: null } file => [file],
            DirectoryInfo { LinkTarget: null } folder => folder.EnumerateFileSystemInfos().SelectMany(Below),
            _ => [],
        };

    /// <summary>Entries of the data folder that no backup has.</summary>
    public static bool IsOfThisMachine(string name) =>
        OfThisMachine.Contains(name, StringComparer.Ordinal) || name.EndsWith(".probe", StringComparison.Ordinal);

    bool IsLeft(string path) => IsOfThisMachine(Path.GetFileName(path)) || path == backups || path == recordings;

    public const string Files = "files";
    public const string Recordings = "recordings";

    static readonly string[] OfThisMachine =
    [
        "postgres",
        "postgres.new",
        "postgres.password",
        DataFolder.LockFile,
        "backups",
        "restore",
        BackupStore.StateName,
    ];

    /// <summary>Events that the database has not taken yet, and calls that run: of no use to another run, and wrong beside an older database.</summary>
    static readonly string[] OfThisRun = ["telephony/journal", "telephony/running-calls"];
}

/// <summary>A folder whose content a restore exchanges. Its own entries are moved, not the folder: it may be a mounted disk.</summary>
/// <param name="Name">Its prefix in a backup.</param>
/// <param name="New">Where the restored content is laid down first: on the same disk.</param>
/// <param name="Before">Where the old content waits until the restored one has proved itself.</param>
/// <param name="IsLeft">Entries that stay.</param>
internal sealed record Place(string Name, string Root, string New, string Before, Func<string, bool> IsLeft)
{
    public void PutAside() => Move(Entries(), Before);

    public void TakeNew()
    {
        if (Directory.Exists(New))
        {
            Move(Directory.EnumerateFileSystemEntries(New), Root);
        }
    }

    /// <param name="replaced">What lies in the root now is the restored content; else it is what had not been put aside yet.</param>
    public void PutBack(bool replaced)
    {
        if (replaced)
        {
            foreach (var entry in Entries().ToList())
            {
                Delete(entry);
            }
        }

        if (Directory.Exists(Before))
        {
            Move(Directory.EnumerateFileSystemEntries(Before), Root);
        }

        Forget();
    }

    public void Forget()
    {
        Delete(New);
        Delete(Before);
    }

    IEnumerable<string> Entries() =>
        Directory.Exists(Root) ? Directory.EnumerateFileSystemEntries(Root).Where(entry => !IsLeft(entry)) : [];

    static void Move(IEnumerable<string> entries, string to)
    {
        Directory.CreateDirectory(to, Ours);
        foreach (var entry in entries.ToList())
        {
            Directory.Move(entry, Path.Combine(to, Path.GetFileName(entry))); // a file too
        }
    }

    static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    public const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
}
