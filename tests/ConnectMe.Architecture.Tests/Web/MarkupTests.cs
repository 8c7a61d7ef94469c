using System.Text.RegularExpressions;

namespace ConnectMe.Architecture.Tests.Web;

/// <summary>What breaks in a browser with our Content-Security-Policy and our htmx, found in the text before a browser finds it.</summary>
public partial class MarkupTests
{
    static readonly (string File, string Text)[] Markup =
    [
        .. Repository.Files("src", "*.cshtml").Select(file => (file, File.ReadAllText(Repository.PathOf(file)))),
    ];

    [Fact]
    public void There_is_markup_to_look_at() => Assert.True(Markup.Length > 10);

    [Fact]
    public void Nothing_in_the_markup_is_script_or_style()
    {
        // script-src and style-src are 'self': handlers, hx-on, js: values, trigger filters, style attributes and inline scripts throw or are ignored.
        AssertNone(InlineHandler(), HxOn(), JsValue(), TriggerFilter(), StyleAttribute(), InlineScript(), StyleElement());
    }

    [Fact]
    public void A_live_fragment_swaps_itself_without_growing()
    {
        // An inherited target would hit it and replace the page; outerMorph inserts a text node at every swap.
        var wrong = Markup
            .SelectMany(page => Tag().Matches(page.Text).Select(tag => (page.File, Tag: tag.Value)))
            .Where(found => found.Tag.Contains("data-live=", StringComparison.Ordinal))
            .Where(found =>
                !found.Tag.Contains("hx-target=\"this\"", StringComparison.Ordinal)
                || !found.Tag.Contains("hx-swap=\"innerMorph\"", StringComparison.Ordinal)
                || !found.Tag.Contains("hx-trigger=\"live throttle:", StringComparison.Ordinal)
                || !Id().IsMatch(found.Tag)
            )
            .Select(found => $"{found.File}: {found.Tag}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_target_is_not_inherited_and_nothing_is_morphed_from_outside() => AssertNone(InheritedTarget(), OuterMorph());

    [Fact]
    public void Nothing_is_drawn_that_does_nothing()
    {
        // Only what works is shown: no dead link, nothing greyed by the server.
        AssertNone(DeadLink(), DisabledByServer());
    }

    static void AssertNone(params Regex[] forbidden)
    {
        var found = Markup.SelectMany(page =>
            forbidden.SelectMany(pattern => pattern.Matches(page.Text)).Select(match => $"{page.File}: {match.Value}")
        );
        Assert.Empty(found);
    }

    [GeneratedRegex(@"\son[a-z]+\s*=\s*""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InlineHandler();

    [GeneratedRegex(@"hx-on[:-]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HxOn();

    [GeneratedRegex(@"=[""']js(on)?:|javascript:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JsValue();

    [GeneratedRegex(@"hx-trigger=""[^""]*\[", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TriggerFilter();

    [GeneratedRegex(@"\sstyle\s*=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StyleAttribute();

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"<style[\s>]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StyleElement();

    [GeneratedRegex(@"<[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\sid=""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"hx-target:inherited", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InheritedTarget();

    [GeneratedRegex(@"hx-swap=""outer(Morph|HTML)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OuterMorph();

    [GeneratedRegex(@"href=""(#|javascript:[^""]*)?""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DeadLink();

    [GeneratedRegex(@"<(button|a|input)\b[^<>]*\s(disabled|aria-disabled)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DisabledByServer();
}
