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

    static string Read(string script) => File.ReadAllText(Repository.PathOf(script));

    [GeneratedRegex(@"^import\s[^'""]*['""](?<path>[^'""]+)['""]", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Import();
}
