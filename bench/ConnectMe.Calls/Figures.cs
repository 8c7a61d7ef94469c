using System.Globalization;

namespace ConnectMe.Calls;

/// <summary>Durations in ms of one thing done many times, as one line: the promise is about 95 of 100.</summary>
internal static class Figures
{
    public static void Print(string what, List<double> milliseconds, double goal, string more = "")
    {
        var sorted = milliseconds.Order().ToList();
        var p95 = sorted[(int)Math.Ceiling(0.95 * sorted.Count) - 1];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: p50 {sorted[sorted.Count / 2]:F0} ms, p95 {p95:F0} ms (goal {goal:F0}), max {sorted[^1]:F0} ms{more}"
            )
        );
    }
}
