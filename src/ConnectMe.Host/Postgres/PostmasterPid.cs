using System.Globalization;

namespace ConnectMe.Host.Postgres;

/// <summary>The file by which a running server tells who it is: pid, data folder, start, port, socket folder, one a line.</summary>
internal sealed record PostmasterPid(int Pid, string DataFolder, string SocketFolder)
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
            ? new PostmasterPid(pid, lines[1], lines[4])
            : null;
    }

    /// <summary>Is that process still the server of this very cluster? A pid alone proves nothing: it may be another's by now.</summary>
    public bool IsRunning(string cluster) =>
        Directory.Exists($"/proc/{Pid}")
        && new DirectoryInfo($"/proc/{Pid}/cwd").LinkTarget is { } folder // a server works in its data folder
        && string.Equals(folder, Path.GetFullPath(cluster), StringComparison.Ordinal)
        && string.Equals(DataFolder, folder, StringComparison.Ordinal);

    public const string FileName = "postmaster.pid";
}
