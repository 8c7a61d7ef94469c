using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ConnectMe.Architecture.Tests.Web;

public partial class TextTests
{
    /// <summary>Name.resx and the file of the other language beside it.</summary>
    public static TheoryData<string, string> Texts =>
        [
            .. Repository
                .Files("src", "*.resx")
                .Where(file => !Language().IsMatch(file))
                .Select(file =>
                    (file, Repository.Files("src", "*.resx").Single(other => Language().Replace(other, ".resx") == file && other != file))
                ),
        ];

    [Theory, MemberData(nameof(Texts))]
    public void A_text_exists_in_both_languages(string neutral, string other)
    {
        Assert.Equal(KeysOf(neutral), KeysOf(other));
    }

    [Theory, MemberData(nameof(Texts))]
    public void A_text_has_the_same_places_to_fill_in_both_languages(string neutral, string other)
    {
        var different = ValuesOf(neutral)
            .Join(ValuesOf(other), text => text.Key, text => text.Key, (a, b) => (a.Key, One: PlacesIn(a.Value), Two: PlacesIn(b.Value)))
            .Where(text => !text.One.SequenceEqual(text.Two))
            .Select(text => text.Key);

        Assert.Empty(different);
    }

    [Theory, MemberData(nameof(Texts))]
    public void A_text_is_calm(string neutral, string other)
    {
        var loud = ValuesOf(neutral)
            .Concat(ValuesOf(other))
            .Where(text => text.Value.Contains('!') || text.Value.Length == 0)
            .Select(text => text.Key);

        Assert.Empty(loud);
    }

    static List<string> KeysOf(string file) => [.. ValuesOf(file).Keys.Order(StringComparer.Ordinal)];

    static Dictionary<string, string> ValuesOf(string file) =>
        XDocument
            .Load(Repository.PathOf(file))
            .Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    static IEnumerable<string> PlacesIn(string text) =>
        Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\.(nl|en)\.resx$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Language();

    [GeneratedRegex(@"\{\d+\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
