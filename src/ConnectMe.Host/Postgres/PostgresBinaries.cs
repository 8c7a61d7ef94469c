using System.Globalization;

namespace ConnectMe.Host.Postgres;

/// <summary>The server programs of one installed PostgreSQL.</summary>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>Newest first: Debian keeps each version in its own folder, other systems have one on the PATH.</summary>
    public static async Task<IReadOnlyList<PostgresBinaries>> Find(ServerAccount account, CancellationToken ct)
    {
        var found = new List<PostgresBinaries>();
        if (Directory.Exists(DebianFolder))
        {
            foreach (var version in Directory.EnumerateDirectories(DebianFolder))
            {
                var folder = Path.Combine(version, "bin");
                if (IsComplete(folder) && int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var major))
                {
                    found.Add(new PostgresBinaries(folder, major));
                }
            }
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsComplete(folder) && await MajorOf(folder, account, ct) is { } major && found.TrueForAll(b => b.Major != major))
            {
                found.Add(new PostgresBinaries(folder, major));
            }
        }

        return [.. found.OrderByDescending(b => b.Major)];
    }

    static bool IsComplete(string folder) => Programs.All(p => File.Exists(Path.Combine(folder, p)));

    static async Task<int?> MajorOf(string folder, ServerAccount account, CancellationToken ct)
    {
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        var answer = await account.Run(Path.Combine(folder, "postgres"), ["--version"], ct);
        var words = answer.Output.Split(' ');
        return answer.Succeeded && words.Length >= 3 && int.TryParse(words[2].Split('.')[0], CultureInfo.InvariantCulture, out var major)
            ? major
            : null;
    }

    const string DebianFolder = "/usr/lib/postgresql";
    static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];
}
