using System.Text.RegularExpressions;

namespace ConnectMe.Architecture.Tests.Web;

public partial class ScriptTests
{
    static readonly string[] Scripts = [.. Repository.Files("wwwroot/js", "*.js")];

    [Fact]
    public void Every_script_is_checked_for_its_types()
    {
        Assert.NotEmpty(Scripts);
        Assert.All(Scripts, script => Assert.StartsWith("// @ts-check", Read(script), StringComparison.Ordinal));
    }

    [Fact]
    public void No_script_is_longer_than_two_hundred_lines() =>
        Assert.DoesNotContain(Scripts, script => File.ReadLines(Repository.PathOf(script)).Count() > 200);

    [Fact]
    public void Every_imported_script_exists_under_its_plain_name()
    {
        // No import map (it is inline, so our policy blocks it): a fingerprinted or misspelt name would be a second copy or a 404.
        var missing = Scripts.SelectMany(script =>
            Import()
                .Matches(Read(script))
                .Select(import => import.Groups["path"].Value)
                .Where(path => !path.StartsWith("./", StringComparison.Ordinal) || !Scripts.Contains($"wwwroot/js/{path[2..]}"))
                .Select(path => $"{script} imports {path}")
        );

        Assert.Empty(missing);
    }

    [Fact]
    public void What_is_left_out_of_scripts_is_said_to_readers_only()
    {
        // Assets.targets takes comments and indentation away by what they look like: nothing in a text may look the same.
        var texts = Scripts.SelectMany(script =>
            File.ReadLines(Repository.PathOf(script))
                .Where(line => IsTextBefore("/**", line) || IsOdd(line, '`'))
                .Select(line => $"{script}: {line}")
        );

        Assert.Empty(texts);
    }

    static bool IsTextBefore(string mark, string line) =>
        line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at && new[] { '\'', '"', '`' }.Any(quote => IsOdd(line[..at], quote));

    static bool IsOdd(string text, char quote) => text.Count(character => character == quote) % 2 == 1;

    static string Read(string script) => File.ReadAllText(Repository.PathOf(script));

    [GeneratedRegex(@"^import\s[^'""]*['""](?<path>[^'""]+)['""]", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Import();
}
