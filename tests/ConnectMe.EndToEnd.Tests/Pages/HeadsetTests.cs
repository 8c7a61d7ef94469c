using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>A headset of which the browser is told by a fake device: one with a hook switch that keeps its place, and a mute button that springs back.</summary>
public sealed class HeadsetTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    const int Mute = 1;
    const int OffHook = 2;
    const int Ring = 4;
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Spec("B11", "M14.5-01")]
    public async Task A_call_is_answered_muted_and_hung_up_by_the_buttons_of_a_headset_whose_lights_follow()
    {
        var bram = await _office.Bram();
        var anna = await _office.Anna();
        await anna.Context.AddInitScriptAsync(FakeHeadset);
        await anna.Page.GotoAsync("/settings/audio");
        await anna.Line("ready");
        var said = anna.Page.Locator("#headset [role=status]");
        await Expect(said).ToHaveTextAsync("Nog geen headset gekoppeld.");
        await anna.Page.Locator("#pair-headset").ClickAsync();
        await Expect(said).ToHaveTextAsync("Gekoppeld: Kantoor 40");
        Assert.Equal("toggle| |toggle|off| |toggle", await anna.Page.EvaluateAsync<string>(SwitchThatIsSaidToSpringBack));
        await Task.WhenAll(
            anna.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/settings/ringtone", StringComparison.Ordinal) && answer.Ok),
            anna.Page.Locator("#ring-tone").SelectOptionAsync("Wood")
        );
        await anna.Page.ReloadAsync();
        await Expect(anna.Page.Locator("#ring-tone")).ToHaveValueAsync("Wood");
        await anna.Line("ready");

        await Task.WhenAll(
            anna.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/sounds/ring-wood.mp3", StringComparison.Ordinal)),
            bram.Dial("201")
        );
        await Lit(anna, Ring);
        await Press(anna, hook: true);
        await anna.Has("active");
        await Lit(anna, OffHook);

        await Press(anna, hook: true, mute: true);
        await Press(anna, hook: true);
        await Lit(anna, OffHook | Mute);
        await Expect(anna.Page.Locator("#call-widget [data-call]")).ToHaveAttributeAsync("data-muted", "true");
        await anna.Page.Locator("#call-widget [data-action=mute]").ClickAsync();
        await Lit(anna, OffHook);

        await anna.Page.Locator("[data-action=more]").ClickAsync();
        await anna.Page.Locator("[data-action=note]").ClickAsync();
        await anna.Page.Keyboard.TypeAsync("Wants a van, 12 o'clock");
        await anna.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/note", StringComparison.Ordinal) && answer.Ok);

        await Press(anna, hook: false);
        await bram.Has("ended");
        await Lit(anna, 0);
        await anna.Page.GotoAsync("/calls");
        await Expect(anna.Page.Locator("#call-log")).ToContainTextAsync("Wants a van, 12 o'clock");
    }

    static async Task Press(Phone phone, bool hook, bool mute = false) =>
        await phone.Page.EvaluateAsync("bits => headset.press(bits)", (hook ? 1 : 0) | (mute ? 2 : 0));

    static async Task Lit(Phone phone, int lights) => await phone.Page.WaitForFunctionAsync("lights => headset.lit === lights", lights);

    /// <summary>A short press, one that stays down, and a report that is too short.</summary>
    const string SwitchThatIsSaidToSpringBack = """
        async () => {
          const { HeadsetReports } = await import('/js/headset-reports.js');
          const item = { isAbsolute: true, hasPreferredState: true, reportSize: 1 };
          const items = [{ ...item, isConstant: true, usages: [], reportCount: 9 }, { ...item, usages: [0x0b0020], reportCount: 1 }];
          const reports = new HeadsetReports({ collections: [{ usagePage: 0x0b, inputReports: [{ reportId: 7, items }] }] });
          const read = (down, now) => reports.read(7, new DataView(Uint8Array.of(0, down ? 2 : 0).buffer), now).map(({ to }) => to).join() || ' ';
          const short = () => reports.read(7, new DataView(Uint8Array.of(255).buffer), 9000).length ? 'read' : ' ';
          return [read(true, 0), read(false, 200), read(true, 1000), read(false, 6000), short(), read(true, 9500)].join('|');
        }
        """;

    const string FakeHeadset = """
        (() => {
          const flags = { isAbsolute: true, hasPreferredState: false, isRange: false, isArray: false, isConstant: false, reportSize: 1 };
          const device = Object.assign(new EventTarget(), {
            productName: 'Kantoor 40', opened: false, lit: 0,
            collections: [
              { usagePage: 0x0c, usage: 1, inputReports: [{ reportId: 1, items: [{ ...flags, usages: [0x0c00e9], reportCount: 8 }] }], outputReports: [] },
              {
                usagePage: 0x0b, usage: 5,
                inputReports: [{ reportId: 2, items: [
                  { ...flags, usages: [0x0b0020], reportCount: 1 },
                  { ...flags, isAbsolute: false, usages: [0x0b002f], reportCount: 1 },
                  { ...flags, isConstant: true, usages: [], reportCount: 6 },
                ] }],
                outputReports: [{ reportId: 3, items: [
                  { ...flags, usages: [0x080009, 0x080017, 0x080018, 0x080020], reportCount: 4 },
                  { ...flags, isConstant: true, usages: [], reportCount: 4 },
                ] }],
              },
            ],
            async open() { this.opened = true; },
            async sendReport(id, data) { if (id === 3) this.lit = data[0]; },
            press(bits) {
              this.dispatchEvent(Object.assign(new Event('inputreport'), { reportId: 2, data: new DataView(Uint8Array.of(bits).buffer) }));
            },
          });
          const hid = Object.assign(new EventTarget(), {
            async getDevices() { return sessionStorage.getItem('paired') ? [device] : []; },
            async requestDevice({ filters }) {
              if (filters[0].usagePage !== 0x0b) return [];
              sessionStorage.setItem('paired', 'yes');
              return [device];
            },
          });
          Object.defineProperty(navigator, 'hid', { value: hid, configurable: true });
          window.headset = device;
        })();
        """;
}
