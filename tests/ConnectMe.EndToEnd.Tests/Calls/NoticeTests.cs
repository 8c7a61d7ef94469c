namespace ConnectMe.EndToEnd.Tests;

public sealed class NoticeTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers) { HasWholeBrowsers = true };

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("M6.3-02", "M6.3-03")]
    public async Task A_call_that_rings_out_of_sight_is_told_by_a_notification_that_brings_the_page()
    {
        var anna = await _office.Anna();
        var bram = await Watched();
        await LookAway(bram);

        await anna.Dial("202");
        await bram.Page.WaitForFunctionAsync("() => notices.length === 1 && notices[0].shown");
        Assert.Contains("Anna de Vries", await bram.Page.EvaluateAsync<string>("notices[0].title"), StringComparison.Ordinal);

        await bram.Page.EvaluateAsync("() => notices[0].dispatchEvent(new Event('click'))");
        await bram.Page.WaitForFunctionAsync("() => notices[0].gone && document.activeElement.dataset.state === 'incoming'");
        await bram.Page.BringToFrontAsync();
        await bram.Page.Locator("[data-action=answer] button").ClickAsync();
        await bram.Has("active");
        await bram.Hears(Tone.Low);
    }

    [Fact]
    [Spec("M6.3-02")]
    public async Task It_goes_when_the_caller_hangs_up_and_does_not_come_to_who_looks()
    {
        var anna = await _office.Anna();
        var bram = await Watched();
        await anna.Dial("202");
        await bram.Has("incoming");
        await anna.HangUp();
        await bram.HasNoCalls();
        Assert.Equal(0, await bram.Page.EvaluateAsync<int>("notices.length"));

        await LookAway(bram);
        await anna.Dial("202");
        await bram.Page.WaitForFunctionAsync("() => notices.length === 1 && notices[0].shown");
        await anna.HangUp();
        await bram.Page.WaitForFunctionAsync("() => notices[0].gone");
    }

    [Fact]
    [Spec("M11.1-07")]
    public async Task A_message_that_comes_out_of_sight_is_told_by_a_notification_that_goes_when_it_is_read()
    {
        const string Shown =
            "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((n) => `${n.title} · ${n.body}`).join()";
        var anna = await _office.Anna();
        var bram = await Watched();
        await LookAway(bram);
        await anna.Page.GotoAsync("/chat/new");
        await anna.Page.Locator("#chat-people button", new() { HasText = "Bram Hofstra" }).ClickAsync();
        await anna.Page.Locator("#send-text").FillAsync("Ben je er?");
        await anna.Page.Keyboard.PressAsync("Enter");
        await bram.Page.WaitForFunctionAsync($"async () => (await ({Shown})()) === 'Anna de Vries · Ben je er?'");

        await bram.Page.BringToFrontAsync();
        await bram.Page.Locator("#nav a[href='/chat']").ClickAsync();
        await bram.Page.Locator("#chat-list a", new() { HasText = "Anna de Vries" }).ClickAsync();
        await bram.Page.WaitForFunctionAsync($"async () => (await ({Shown})()) === ''");
    }

    /// <summary>Bram, whose browser may notify, and whose notifications can be seen.</summary>
    async Task<Phone> Watched()
    {
        var bram = await _office.Visitor(
            await _office.Browser(Tone.Middle),
            options => options.Permissions = ["notifications", "microphone"]
        );
        await bram.Context.AddInitScriptAsync(
            """
            window.notices = [];
            window.Notification = class extends Notification {
              constructor(title, options) {
                super(title, options);
                notices.push(this);
                this.addEventListener('show', () => (this.shown = true));
              }
              close() {
                this.gone = true;
                super.close();
              }
            };
            """
        );
        await bram.SignIn("bram");
        await bram.Line("ready");
        return bram;
    }

    /// <summary>The user goes to another window.</summary>
    static async Task LookAway(Phone phone)
    {
        var browser = await phone.Context.NewCDPSessionAsync(phone.Page);
        await browser.SendAsync("Emulation.setFocusEmulationEnabled", new Dictionary<string, object> { ["enabled"] = false });
        await (await phone.Context.NewPageAsync()).BringToFrontAsync();
        await phone.Page.WaitForFunctionAsync("() => !document.hasFocus()");
    }
}
