using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed partial class CallLogTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M1.1-20", "M7-01", "M7-04", "M7-06", "M7-08", "B4")]
    public async Task A_conversation_stands_in_both_logs_with_its_duration()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);
        var call = await anna.Widget.Locator("[data-call]").First.GetAttributeAsync("data-call");
        await bram.HangUp();

        var atAnna = anna.Page.Locator($"#logged-{call}"); // not the first: that moves into the fold below when this one comes
        await Expect(atAnna.Locator("summary b"))
            .ToHaveTextAsync(new Regex("^\\s*Uitgaand:\\s*Bram Hofstra\\s*$", RegexOptions.None, Patience));
        await Expect(atAnna.Locator("summary .lead")).ToBeVisibleAsync();
        await atAnna.Locator("summary").ClickAsync();
        await Expect(atAnna.Locator("dd").Nth(0)).ToContainTextAsync(new Regex(@"\d\d:\d\d", RegexOptions.None, Patience));
        await Expect(atAnna.Locator("dd").Nth(1)).ToHaveTextAsync(Duration());

        var atBram = bram.Page.Locator($"#logged-{call}");
        await Expect(atBram.Locator("summary b")).ToHaveTextAsync(new Regex("^\\s*Anna de Vries\\s*$", RegexOptions.None, Patience));
        await Expect(atBram.Locator("summary .lead")).ToHaveCountAsync(0);
        await Expect(atBram.Locator("details.miss")).ToHaveCountAsync(0);
        await Expect(atBram.Locator("summary .c5")).ToHaveTextAsync(Duration());
    }

    [Fact]
    [Spec("M7-02", "M7-03", "M7-07", "M7-08", "M1.1-20")]
    public async Task The_log_is_chronological_and_can_show_the_missed_calls_only()
    {
        var (anna, bram) = await Conversation.Between(_office);
        await anna.HangUp();
        await bram.HasNoCalls();
        await anna.Dial("202");
        await bram.Has("incoming");
        await anna.HangUp();
        await bram.HasNoCalls();

        var rows = bram.Page.Locator(".itw");
        await Expect(rows.Nth(0).Locator("details.miss")).ToHaveCountAsync(1);
        await Expect(rows.Nth(1).Locator("details.miss")).ToHaveCountAsync(0);
        var red = await rows.Nth(0).Locator("summary b").EvaluateAsync<string>("e => getComputedStyle(e).color");
        var black = await rows.Nth(1).Locator("summary b").EvaluateAsync<string>("e => getComputedStyle(e).color");
        Assert.NotEqual(black, red);
        var times = await rows.Locator("summary time").EvaluateAllAsync<string[]>("all => all.map(t => t.dateTime)");
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);

        await bram.Page.Locator("#missed").ClickAsync();
        await Expect(bram.Page.Locator(".itw details:not(.miss)")).ToHaveCountAsync(0);
        await Expect(bram.Page.Locator(".itw details.miss").First).ToBeVisibleAsync();

        await bram.Page.Locator("#missed").ClickAsync();
        await Expect(bram.Page.Locator(".itw details:not(.miss)").First).ToBeAttachedAsync(); // seen when what is folded is opened
    }

    [Fact]
    [Spec("M7-01", "B4")]
    public async Task A_call_to_nobody_is_in_the_log_with_its_number()
    {
        var anna = await _office.Anna();

        await anna.Dial("298");
        await anna.Says("Toestel 298 bestaat niet");

        await Expect(anna.Page.Locator(".itw").First).ToContainTextAsync("298");
    }

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    [GeneratedRegex(@"^\s*(?:\d+:\d\d|\d+ s)\s*$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Duration();
}
