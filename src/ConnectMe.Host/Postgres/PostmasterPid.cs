using System.Globalization;

namespace ConnectMe.Host.Postgres;

/// <summary>The file by which a running server tells who it is: pid, data folder, start, port, socket folder, one a line.</summary>
internal sealed record PostmasterPid(int Pid, string SocketFolder)
{
    public static PostmasterPid? Read(string cluster)
    {
        var path = Path.Combine(cluster, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        var lines = File.ReadAllLines(path);
        return lines.Length >= 5 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
            ? new PostmasterPid(pid, lines[4])
            : null;
    }

    /// <summary>
    /// Is that process still the server of this very cluster? A pid alone proves nothing, it may be another's by now: a server works in its
    /// data folder, so the same file must be found there, whatever links lead to the folder.
    /// </summary>
    public bool IsRunning(string cluster)
    {
        var theirs = $"/proc/{Pid}/cwd/{FileName}";
        return File.Exists(theirs)
            && string.Equals(File.ReadAllText(theirs), File.ReadAllText(Path.Combine(cluster, FileName)), StringComparison.Ordinal);
    }

    /// <summary>The server, or one of its children: they outlive a server that is killed, for as long as it takes them to notice.</summary>
    public static bool IsAnyoneAtWorkIn(string cluster) =>
        File.Exists(Path.Combine(cluster, FileName))
        && Directory
            .EnumerateDirectories("/proc")
            .Select(process => int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Any(pid => pid > 0 && new PostmasterPid(pid, "").IsRunning(cluster));

    public const string FileName = "postmaster.pid";
}
