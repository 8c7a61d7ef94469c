using ConnectMe.Kernel;

namespace ConnectMe.Host.Postgres;

/// <summary>Where all of an installation's data lies. Held by a lock file as long as the process lives: one Host per folder.</summary>
internal sealed class DataFolder : IDataFolder, IDisposable
{
    readonly FileStream _lock;

    DataFolder(string path, string because, FileStream held)
    {
        Path = path;
        Because = because;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>Why it is not the usual one; empty when it is, or was asked for.</summary>
    public string Because { get; }

    public string Cluster => System.IO.Path.Combine(Path, "postgres");

    public string PasswordFile => System.IO.Path.Combine(Path, "postgres.password");

    /// <summary>The asked folder; or ./data, or /var/lib/connectme when the server's account cannot get there (a clone under /root).</summary>
    public static async Task<Opening<DataFolder>> Open(
        string? asked,
        ServerAccount account,
        CancellationToken ct,
        string usual = "data",
        string otherwise = "/var/lib/connectme"
    )
    {
        var path = System.IO.Path.GetFullPath(asked ?? usual);
        var because = "";
        if (!await account.CanEnter(NearestExisting(path), ct))
        {
            if (asked is not null)
            {
                return Opening<DataFolder>.Refused(
                    $"The user {account.Name} cannot enter {path}: one of its parents is closed. Choose another --data folder."
                );
            }

            because = $" (the user {account.Name}, who runs PostgreSQL, cannot enter {path})";
            path = otherwise;
        }

        if (!Directory.Exists(path))
        {
            // Others may pass through (the server's account must) but not look around.
            Directory.CreateDirectory(path, account.Name is null ? OursAlone : OursAlone | PassThrough);
        }

        try
        {
            // flock(2): released by the kernel however the process ends.
            var held = new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new Opening<DataFolder>(new DataFolder(path, because, held));
        }
        catch (IOException)
        {
            return Opening<DataFolder>.Refused(
                $"Another ConnectMe uses the data folder {path}. Stop it, or start this one with its own --data folder."
            );
        }
        catch (UnauthorizedAccessException)
        {
            return Opening<DataFolder>.Refused($"The data folder {path} cannot be written. Choose another --data folder.");
        }
    }

    public void Dispose() => _lock.Dispose();

    static string NearestExisting(string path)
    {
        while (!Directory.Exists(path))
        {
            path = System.IO.Path.GetDirectoryName(path)!;
        }

        return path;
    }

    /// <summary>Held while a Host uses the folder.</summary>
    public const string LockFile = "connectme.lock";

    const UnixFileMode OursAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode PassThrough = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
}
