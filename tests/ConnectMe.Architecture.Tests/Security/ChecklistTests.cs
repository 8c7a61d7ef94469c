using System.Text.RegularExpressions;

namespace ConnectMe.Architecture.Tests.Security;

/// <summary>
/// Promise W1: docs/security/asvs.md has every requirement of OWASP ASVS 5.0.0 at level 1 and 2, each with tests that there are, a place in the documentation that
/// there is, or a reason.
/// </summary>
public partial class ChecklistTests
{
    const string Folder = "docs/security";
    const string NotMet = "not met: ";
    const string NotHere = "does not apply: ";

    /// <summary>Of each section the requirements of level 1 and 2; those of level 3 follow them.</summary>
    const string Standard =
        "1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 "
        + "6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 "
        + "10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 "
        + "14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2";

    static readonly IReadOnlyList<Item> Items = [.. Rows().Matches(Read("asvs.md")).Select(Item.Of)];

    [Fact]
    [Spec("W1")]
    public void Every_requirement_of_level_1_and_2_stands_in_it_once()
    {
        var wanted = Standard
            .Split(' ')
            .Select(section => section.Split(':'))
            .SelectMany(section => Enumerable.Range(1, int.Parse(section[1], null)).Select(number => $"{section[0]}.{number}"))
            .ToList();

        Assert.Equal(253, wanted.Count);
        Assert.Equal(70, Items.Count(item => item.Level is 1));
        Assert.Equal(wanted, Items.Select(item => item.Number));
    }

    [Fact]
    [Spec("W1")]
    public void Each_has_tests_that_there_are_a_place_in_the_documentation_or_a_reason()
    {
        var tests = TestNames();

        Assert.NotEmpty(tests);
        Assert.Empty(
            Items
                .Where(item => item.Tests.Count == 0 && item.Places.Count == 0 && !item.Says(NotHere) && !item.Says(NotMet))
                .Select(item => $"{item.Number} has neither")
                .Concat(from item in Items from test in item.Tests where !tests.Contains(test) select $"{item.Number}: there is no {test}")
                .Concat(from item in Items from place in item.Places where !IsThere(place) select $"{item.Number}: there is no {place}")
        );
    }

    [Fact]
    public void What_is_said_to_be_fed_with_hostile_input_is_there()
    {
        var named = Quoted().Matches(Read("controls.md")).Select(test => test.Groups["test"].Value).ToList();

        Assert.True(named.Count > 30);
        Assert.Empty(named.Except(TestNames()));
    }

    [Fact]
    public void A_reason_says_something() =>
        Assert.DoesNotContain(Items, item => (item.Says(NotHere) || item.Says(NotMet)) && item.How.Length < 30);

    static bool IsThere(string place)
    {
        var parts = place.Split('#');
        var headings = Headings().Matches(Read(parts[0])).Select(heading => Anchor(heading.Groups["title"].Value));
        return parts.Length == 1 || headings.Contains(parts[1]);
    }

    /// <summary>As GitHub makes it of a heading.</summary>
    static string Anchor(string heading) =>
        new([
            .. heading
                .Trim()
                .ToLowerInvariant()
                .Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-')
                .Select(s => s is ' ' ? '-' : s),
        ]);

    static string Read(string file) => File.ReadAllText(Repository.PathOf($"{Folder}/{file}"));

    /// <summary>"SignOutTests.Signing_out_ends_the_session_at_once", of all test programs.</summary>
    static HashSet<string> TestNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Repository.Files("tests", "*Tests.cs"))
        {
            var source = File.ReadAllText(Repository.PathOf(file));
            foreach (Match name in Classes().Matches(source))
            {
                names.UnionWith(Methods().Matches(source).Select(method => $"{name.Groups["name"].Value}.{method.Groups["name"].Value}"));
            }
        }

        return names;
    }

    /// <param name="Number">"1.2.3" of v5.0.0-1.2.3.</param>
    /// <param name="How">The last column: what proves it, or why nothing does.</param>
    sealed record Item(string Number, int Level, string How)
    {
        public static Item Of(Match row) =>
            new(row.Groups["number"].Value, int.Parse(row.Groups["level"].Value, null), row.Groups["how"].Value.Trim());

        public IReadOnlyList<string> Tests => [.. Quoted().Matches(How).Select(test => test.Groups["test"].Value)];

        public IReadOnlyList<string> Places => [.. Links().Matches(How).Select(link => link.Groups["place"].Value)];

        public bool Says(string how) => How.Contains(how, StringComparison.Ordinal);
    }

    [GeneratedRegex(
        @"^\| (?<number>\d+\.\d+\.\d+) \| (?<level>[12]) \| [^|]+ \| (?<how>[^|\n]+) \|\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Rows();

    [GeneratedRegex("`(?<test>[A-Za-z0-9]+Tests\\.[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("\\]\\((?<place>[a-z-]+\\.md(#[a-z0-9-]+)?)\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Headings();

    [GeneratedRegex("\\bclass (?<name>[A-Za-z0-9]+Tests)\\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Classes();

    [GeneratedRegex("public (async Task|void|Task) (?<name>[A-Z][A-Za-z0-9_]+)\\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Methods();
}
