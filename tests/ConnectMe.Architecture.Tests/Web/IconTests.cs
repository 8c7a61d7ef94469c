using System.Text.RegularExpressions;

namespace ConnectMe.Architecture.Tests.Web;

public partial class IconTests
{
    [Fact]
    public void The_sprite_holds_the_icons_that_some_page_draws_and_no_others()
    {
        var drawn = Repository
            .Files("src", "*.cshtml")
            .SelectMany(file => Icon().Matches(File.ReadAllText(Repository.PathOf(file))).Select(tag => ClassOf().Replace(tag.Value, "")))
            .SelectMany(tag => Name().Matches(tag).Select(name => name.Groups["name"].Value))
            .Concat(OfMenus())
            .Distinct()
            .Order(StringComparer.Ordinal);
        var held = Symbol()
            .Matches(File.ReadAllText(Repository.PathOf("wwwroot/icons/sprite.svg")))
            .Select(symbol => symbol.Groups["name"].Value);

        Assert.Equal(drawn, held.Order(StringComparer.Ordinal));
    }

    /// <summary>The menus of Settings and the dashboard are drawn from what the modules register and bring.</summary>
    static IEnumerable<string> OfMenus() =>
        Repository
            .Files("src", "*.cs")
            .Select(file => File.ReadAllText(Repository.PathOf(file)))
            .SelectMany(text => Entry().Matches(text).Concat(Brought().Matches(text)).Select(entry => entry.Groups["name"].Value));

    [GeneratedRegex(@"""/(admin|settings)/[a-z-]+"", ""(?<name>[a-z0-9-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(@"(string Icon => |new DashboardNews\(\s*\d+,\s*)""(?<name>[a-z0-9-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Brought();

    [GeneratedRegex(@"<icon name=.*?/>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Icon();

    [GeneratedRegex(@"class=""[^""]*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClassOf();

    [GeneratedRegex(@"""(?<name>[a-z0-9-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"<symbol id=""(?<name>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Symbol();
}
