using System.Globalization;
using System.Text.RegularExpressions;

namespace ConnectMe.Interop.Tests.Load;

/// <summary>What the Host holds at a moment: its UDP sockets, which are its SIP and media ports, its legs by its own count, its memory and the most that this was.</summary>
internal sealed partial record Held(int UdpSockets, int Legs, double Megabytes, double MostMegabytes)
{
    public static async Task<Held> By(BusyCompany company)
    {
        var process = company.Pbx.ProcessId;
        var udp = File.ReadLines("/proc/net/udp")
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[9])
            .ToHashSet();
        var sockets = new DirectoryInfo($"/proc/{process}/fd")
            .EnumerateFileSystemInfos()
            .Count(file =>
                file.LinkTarget is { } target && target.StartsWith("socket:[", StringComparison.Ordinal) && udp.Contains(target[8..^1])
            );
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(new Uri(company.Pbx.Web, "/metrics"));
        return new(
            sockets,
            LegsUp().Match(metrics) is { Success: true } legs ? int.Parse(legs.Groups["count"].Value, CultureInfo.InvariantCulture) : -1,
            MegabytesOf(process, "VmRSS:"),
            MegabytesOf(process, "VmHWM:")
        );
    }

    static double MegabytesOf(int process, string of) =>
        double.Parse(
            File.ReadLines($"/proc/{process}/status")
                .First(line => line.StartsWith(of, StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1024;

    [GeneratedRegex(
        @"^connectme_media_legs(_legs?)?(\{[^}]*\})? (?<count>\d+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex LegsUp();
}
