namespace ConnectMe.SpecCoverage;

/// <summary>The ids that the product claims by now, from docs/spec/scope.txt: one or more per line, '#' starts a comment.</summary>
internal static class Scope
{
    public static IReadOnlySet<string> Read(string file, Dictionary<string, Statement> statements)
    {
        var ids = File.ReadLines(file)
            .Select(line => line.Split('#')[0])
            .SelectMany(line => line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return new HashSet<string>(ids, StringComparer.Ordinal);
    }
}
