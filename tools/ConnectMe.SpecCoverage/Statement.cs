using System.Text.RegularExpressions;

namespace ConnectMe.SpecCoverage;

/// <summary>One testable sentence of docs/spec ("- M7-02 The list is chronological.") or promise of docs/reliability.md (a table row).</summary>
internal sealed partial record Statement(string Id, string Text)
{
    public static Dictionary<string, Statement> ReadAll(string docs) =>
        Directory
            .EnumerateFiles(Path.Combine(docs, "spec"), "*.md")
            .Append(Path.Combine(docs, "reliability.md"))
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Select(Read)
            .OfType<Statement>()
            .ToDictionary(statement => statement.Id, StringComparer.Ordinal);

    static Statement? Read(string line)
    {
        var match = Bullet().Match(line) is { Success: true } bullet ? bullet : Row().Match(line);
        return match.Success ? new(match.Groups["id"].Value, Plain(match.Groups["text"].Value)) : null;
    }

    static string Plain(string markdown) =>
        markdown.Replace("**", "", StringComparison.Ordinal).Replace("|", "/", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"^- (?<id>[A-Z]\d+(\.\d+)*(-\d+)?) (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d+) \| (?<text>[^|]+)\|", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Row();
}
