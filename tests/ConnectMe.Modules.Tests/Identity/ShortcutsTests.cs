using System.Net;
using ConnectMe.Identity.Shortcuts;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class ShortcutsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly Shortcut[] Actions =
    [
        new(1, "answer", "Alt+KeyA", typeof(object), "A"),
        new(2, "hold", "Alt+KeyW", typeof(object), "H"),
        new(3, "park", "Alt+KeyP", typeof(object), "P"),
    ];

    [Theory]
    [InlineData("Alt+KeyM", "Alt M")]
    [InlineData("Alt+Shift+Digit7", "Alt Shift 7")]
    [InlineData("F2", "F2")]
    [InlineData("F10", "F10")]
    public void Keys_are_read_and_written(string text, string keys)
    {
        Assert.True(KeyChord.TryParse(text, out var chord));
        Assert.Equal(text, chord.ToString());
        Assert.Equal(keys, string.Join(' ', chord.Keys));
    }

    [Theory]
    [InlineData("KeyM")] // typing would do it
    [InlineData("Shift+KeyM")]
    [InlineData("Control+KeyW")] // the browser's
    [InlineData("Control+Alt+KeyE")] // types € on some keyboards
    [InlineData("F5")]
    [InlineData("F6")]
    [InlineData("F11")]
    [InlineData("Alt+F4")]
    [InlineData("Alt+Tab")]
    [InlineData("Alt+KeyÉ")]
    [InlineData("Alt+KeyM\n")]
    [InlineData("")]
    [InlineData(null)]
    public void What_browsers_and_typing_need_cannot_be_chosen(string? text) => Assert.False(KeyChord.TryParse(text, out _));

    [Fact]
    [Spec("M14.6-02")]
    public void Whose_keys_are_taken_over_gets_the_ones_that_come_free()
    {
        var keys = new ShortcutKeys(Actions, new Dictionary<string, string>(StringComparer.Ordinal));

        var changed = keys.Changed(Actions[1], Chord("Alt+KeyA"));

        var after = new ShortcutKeys(Actions, changed).ByAction;
        Assert.Equal(Chord("Alt+KeyA"), after["hold"]);
        Assert.Equal(Chord("Alt+KeyW"), after["answer"]);
        Assert.Equal(Chord("Alt+KeyP"), after["park"]);
        Assert.Equal(["answer", "hold"], changed.Keys.Order());
    }

    [Fact]
    [Spec("M14.6-02")]
    public void Keys_that_a_later_version_gives_to_another_action_stay_the_users()
    {
        var keys = new ShortcutKeys(
            Actions,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["hold"] = "Alt+KeyP", ["gone"] = "Alt+KeyA" }
        );

        Assert.Equal(Chord("Alt+KeyP"), keys.ByAction["hold"]);
        Assert.False(keys.ByAction.ContainsKey("park"));
        Assert.Equal("answer", keys.With(Chord("Alt+KeyA"))?.Action);
    }

    [Fact]
    [Spec("M14.6-01", "M14.6-02")]
    public async Task They_are_chosen_on_their_page_kept_and_put_back()
    {
        var bram = new Administrator(host, "bram");

        var saved = await bram.Do("/settings/shortcuts", ("action", "mute"), ("keys", "Alt+Shift+KeyU"));
        Assert.Contains("Microfoon uit of aan, nu Alt Shift U", saved.Body, StringComparison.Ordinal);

        var page = await bram.Open("/settings/shortcuts");
        Assert.Contains("nu Alt Shift U", page.Body, StringComparison.Ordinal);
        Assert.Contains("Alt\\u002BShift\\u002BKeyU", page.Body, StringComparison.Ordinal); // what the page's script goes by
        Assert.DoesNotContain(
            "nu Alt Shift U",
            (await new Administrator(host, "sanne").Open("/settings/shortcuts")).Body,
            StringComparison.Ordinal
        );
        Assert.Contains("<kbd>U</kbd>", (await bram.Open("/shortcuts")).Body, StringComparison.Ordinal);

        var standard = await bram.Do("/settings/shortcuts?handler=standard");
        Assert.Contains("Microfoon uit of aan, nu Alt M", standard.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M14.6-02")]
    public async Task Keys_of_another_action_are_refused_and_can_be_taken_over()
    {
        var joost = new Administrator(host, "joost");

        var refused = await joost.Post("/settings/shortcuts", ("action", "hold"), ("keys", "Alt+KeyD"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Alt D hoort al bij Doorverbinden.", refused.Body, StringComparison.Ordinal);

        var taken = await joost.Do("/settings/shortcuts", ("action", "hold"), ("keys", "Alt+KeyD"), ("replace", "true"));
        Assert.Contains("In de wacht of hervatten, nu Alt D", taken.Body, StringComparison.Ordinal);
        Assert.Contains("Doorverbinden, nu Alt W", taken.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mute", "Control+KeyW", "Deze toets kan niet")]
    [InlineData("mute", "<script>", "Deze toets kan niet")]
    [InlineData("nothing", "Alt+KeyM", "bestaat niet meer")]
    [InlineData("", "", "bestaat niet meer")]
    public async Task What_cannot_be_is_said_in_words(string action, string keys, string words)
    {
        var refused = await new Administrator(host, "joost").Post("/settings/shortcuts", ("action", action), ("keys", keys));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.Body, StringComparison.Ordinal);
    }

    static KeyChord Chord(string text) => KeyChord.TryParse(text, out var chord) ? chord : throw new ArgumentException(text, nameof(text));
}
