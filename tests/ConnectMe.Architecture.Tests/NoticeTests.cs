using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConnectMe.Architecture.Tests;

public partial class NoticeTests
{
    [Fact]
    public void Every_shipped_package_stands_in_the_notices()
    {
        var notices = File.ReadAllText(Repository.PathOf("THIRD-PARTY-NOTICES.md"));
        var shipped = ShippedPackages().ToList();

        Assert.NotEmpty(shipped);
        Assert.Empty(shipped.Where(package => !Words(notices).Contains(package)).ToList());
    }

    /// <summary>From the Host's own list of what it loads.</summary>
    static IEnumerable<string> ShippedPackages()
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ConnectMe.Host.deps.json")));
        var target = dependencies.RootElement.GetProperty("targets").EnumerateObject().First().Value;
        return
        [
            .. target
                .EnumerateObject()
                .Where(library => library.Value.TryGetProperty("runtime", out _))
                .Select(library => library.Name.Split('/')[0])
                .Where(name => !name.StartsWith("ConnectMe.", StringComparison.Ordinal)),
        ];
    }

    static HashSet<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"[\w.-]+\w", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
