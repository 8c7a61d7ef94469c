using System.Globalization;

namespace ConnectMe.Interop.Tests.Benchmarks;

/// <summary>What a process and those it started have used of the processors, by /proc/PID/stat, in steps of 10 ms.</summary>
internal static class CpuTime
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static TimeSpan Of(int process)
    {
        var all = Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<(int Id, int Parent, long Steps)>()
            .ToLookup(one => one.Parent);
        return (Read(process)?.Steps ?? 0) * Step + Below(process);

        TimeSpan Below(int parent) => all[parent].Aggregate(TimeSpan.Zero, (sum, one) => sum + (one.Steps * Step) + Below(one.Id));
    }

    /// <summary>Fields 4, 14 and 15, behind the name in brackets.</summary>
    static (int Id, int Parent, long Steps)? Read(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (process, Number(fields[1]), Number(fields[11]) + (long)Number(fields[12]));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return null; // it has ended since the folder was listed
        }
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
