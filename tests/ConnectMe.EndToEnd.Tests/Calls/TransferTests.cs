using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>Who hears whom when a call is handed on. Anna has it and hands it on, Bram is at the other side, Sanne is whom it goes to.</summary>
public sealed class TransferTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M1.1-02", "M6.4.5-01", "M6.4.10-01", "B4")]
    public async Task A_call_is_handed_on_blind_to_a_colleague_found_by_name_behind_the_three_dots()
    {
        var (anna, bram, sanne) = await Three();

        await anna.Press("Meer");
        await anna.Widget.GetByRole(AriaRole.Menuitem, new() { Name = "Doorverbinden" }).ClickAsync();
        await anna.Has("held");
        await bram.HearsMusic();
        await Find(anna, "San");
        await anna.Press("Blind doorverbinden naar Sanne Bakker");

        await anna.HasNoCalls();
        await sanne.Has("incoming");
        await sanne.Answer();
        await TalkWithoutAnna(anna, bram, sanne);
        await sanne.HangUp();
        await IsOneLine(anna, "Bram Hofstra");
        await IsOneLine(bram, "Anna de Vries");
    }

    /// <summary>Of the log: under who was called first, with both parts inside.</summary>
    static async Task IsOneLine(Phone phone, string who)
    {
        var row = phone.Page.Locator(".itw").First;
        await Expect(row.Locator(".parts li")).ToHaveCountAsync(2, new() { Timeout = Phone.Patience });
        await Expect(row.Locator("summary b")).ToContainTextAsync(who);
        await row.Locator("summary").ClickAsync();
        await Expect(row.Locator(".parts li").Nth(0)).ToContainTextAsync("Anna de Vries met Bram Hofstra");
        await Expect(row.Locator(".parts li").Nth(1)).ToContainTextAsync("Bram Hofstra met Sanne Bakker");
        await AccessibilityTests.Passes(phone, "a call that was handed on");
    }

    [Fact]
    [Spec("M6.4.10-01")]
    public async Task A_call_is_handed_on_blind_to_a_number_with_the_keyboard_alone()
    {
        var (anna, bram, sanne) = await Three();

        await anna.Page.Keyboard.PressAsync("Alt+d");
        await anna.Has("held");
        await Expect(anna.Widget.Locator("[data-targets] li")).Not.ToHaveCountAsync(0);
        await anna.Page.Keyboard.TypeAsync("203");
        await Expect(anna.Widget.Locator("[data-targets] li")).ToHaveCountAsync(1);
        await anna.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(anna.Widget.GetByRole(AriaRole.Button, new() { Name = "Blind doorverbinden naar Sanne Bakker" })).ToBeFocusedAsync();
        await anna.Page.Keyboard.PressAsync("Enter");

        await sanne.Has("incoming");
        await sanne.Answer();
        await TalkWithoutAnna(anna, bram, sanne);
    }

    [Fact]
    public async Task Escape_closes_the_picker_and_takes_the_call_up_again()
    {
        var (anna, bram) = await Conversation.Between(_office);

        await anna.Page.Keyboard.PressAsync("Alt+d");
        await anna.Has("held");
        await anna.Page.Keyboard.PressAsync("Escape");

        await anna.Has("active");
        await bram.Hears(Tone.Low);
        await Expect(anna.Widget.Locator(".cx:not(.ci,.cn)")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("the key")]
    [InlineData("the button")]
    public async Task Who_hands_a_call_on_before_the_script_of_the_picker_is_there_gets_the_picker_when_it_comes(string by)
    {
        var anna = await _office.Anna();
        var (asked, let) = (new TaskCompletionSource(), new TaskCompletionSource());
        await anna.Page.RouteAsync(
            "**/js/transfer*.js",
            async route =>
            {
                asked.TrySetResult();
                await let.Task;
                await route.ContinueAsync();
            }
        );
        await anna.Calls(await _office.Bram(), "202");
        await asked.Task.WaitAsync(TimeSpan.FromMilliseconds(Phone.Patience), TestContext.Current.CancellationToken);

        await (by is "the key" ? anna.Page.Keyboard.PressAsync("Alt+d") : anna.Press("Doorverbinden"));
        let.SetResult();

        await anna.Has("held");
        await Expect(anna.Widget.Locator(".cx:not(.ci,.cn) input")).ToBeFocusedAsync();
    }

    [Fact]
    [Spec("M1.1-02", "M6.4.11-01", "M6.4.11-02")]
    public async Task After_a_consultation_the_two_others_are_connected()
    {
        var (anna, bram, sanne) = await Three();
        await Consult(anna, bram, sanne);

        await anna.Press("Verbinden");

        await anna.HasNoCalls();
        await TalkWithoutAnna(anna, bram, sanne);
    }

    [Fact]
    [Spec("M6.4.11-02")]
    public async Task After_a_consultation_the_first_call_can_be_taken_back()
    {
        var (anna, bram, sanne) = await Three();
        await Consult(anna, bram, sanne);

        await anna.Press("Terugnemen");

        await sanne.HasNoCalls();
        await anna.Has("active");
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
        await sanne.HearsNothingMore();
    }

    [Fact]
    public async Task A_call_that_is_refused_comes_back_to_who_handed_it_on()
    {
        var (anna, bram, sanne) = await Three();
        await anna.Press("Doorverbinden");
        await anna.Press("Blind doorverbinden naar Sanne Bakker");
        await sanne.Has("incoming");

        await sanne.Refuse();

        await anna.Has("incoming");
        await anna.Says("Teruggekomen: Sanne Bakker weigerde");
        await anna.Answer();
        await anna.Hears(Tone.Middle);
        await bram.Hears(Tone.Low);
        await sanne.HearsNothingMore();
    }

    [Fact]
    [Spec("M6.4.10-02")]
    public async Task Dragging_the_left_side_of_the_widget_to_somebody_in_the_contacts_hands_the_call_on()
    {
        var (anna, bram, sanne) = await Three();
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Contacten", Exact = true }).ClickAsync();
        var colleague = anna.Page.Locator(".lst [id^=row-][data-transfer-to='203']");
        await Expect(colleague).ToBeVisibleAsync();

        await DragGrip(anna, await Middle(colleague));

        await sanne.Has("incoming");
        await sanne.Answer();
        await TalkWithoutAnna(anna, bram, sanne);
    }

    [Fact]
    [Spec("M6.3.15-01")]
    public async Task The_widget_is_moved_minimised_and_maximised_and_stays_so()
    {
        var (anna, bram) = await Conversation.Between(_office);
        var call = anna.Widget.Locator(".call");

        await DragGrip(anna, (400, 28));
        await Expect(anna.Widget).ToHaveAttributeAsync("data-corner", "tl");
        Assert.True((await call.BoundingBoxAsync())!.X < 400, "it stands at the left");

        await anna.Press("Minimaliseren");
        await Expect(anna.Widget.GetByRole(AriaRole.Button, new() { Name = "Herstellen" })).ToBeFocusedAsync();
        Assert.True((await call.BoundingBoxAsync())!.Height < 80, "it is a pill");
        await anna.Press("Herstellen");

        await anna.Press("Maximaliseren");
        Assert.True((await call.BoundingBoxAsync())!.Height > 800, "it is as high as the page");

        await anna.Page.ReloadAsync();
        await Expect(anna.Widget).ToHaveAttributeAsync("data-size", "dock");
        await Expect(anna.Widget).ToHaveAttributeAsync("data-corner", "tl");
        await bram.Has("active");
    }

    async Task<(Phone Anna, Phone Bram, Phone Sanne)> Three()
    {
        var sanne = await _office.Sanne();
        var (anna, bram) = await Conversation.Between(_office);
        await bram.Hears(Tone.Low);
        return (anna, bram, sanne);
    }

    static async Task Find(Phone anna, string typed)
    {
        await anna.Widget.Locator(".cx:not(.ci,.cn) input").FillAsync(typed);
        await Expect(anna.Widget.Locator("[data-targets] li")).ToHaveCountAsync(1);
    }

    static async Task Consult(Phone anna, Phone bram, Phone sanne)
    {
        await anna.Press("Doorverbinden");
        await Find(anna, "San");
        await anna.Press("Ruggespraak met Sanne Bakker");
        await sanne.Has("incoming");
        await sanne.Answer();
        await anna.Hears(Tone.High);
        await sanne.Hears(Tone.Low);
        await bram.HearsMusic();
    }

    static async Task TalkWithoutAnna(Phone anna, Phone bram, Phone sanne)
    {
        await bram.Hears(Tone.High);
        await sanne.Hears(Tone.Middle);
        await anna.HearsNothingMore();
        await bram.Has("active");
        await sanne.Has("active");
    }

    static async Task<(float X, float Y)> Middle(ILocator element)
    {
        var box = (await element.BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    static async Task DragGrip(Phone phone, (float X, float Y) to)
    {
        var from = await Middle(phone.Widget.Locator("[data-action=grip]"));
        await phone.Page.Mouse.MoveAsync(from.X, from.Y);
        await phone.Page.Mouse.DownAsync();
        await phone.Page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 5 });
        await phone.Page.Mouse.UpAsync();
    }
}
