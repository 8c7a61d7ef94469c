using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>axe on every screen there is, in both languages and both colour schemes.</summary>
[Trait("Pace", "unhurried")]
public sealed class AccessibilityTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    [Spec("B24")]
    public async Task Every_screen_passes(string language)
    {
        var anna = await Person("anna", Tone.Low, language);
        var bram = await _office.Bram();
        await Passes(anna, "call log");

        await anna.Page.Locator("[popovertarget=pop-me]").ClickAsync();
        await Passes(anna, "profile");
        await anna.Page.Keyboard.PressAsync("Escape");
        await anna.Type("2");
        await Passes(anna, "dial pad");
        await anna.Dial("202");
        await anna.Has("ringing-out");
        await Passes(anna, "ringing out");
        await bram.HangUpAfterAnswering();
        await anna.HasNoCalls();
        await Passes(anna, "ended");

        await bram.Dial("201");
        await anna.Has("incoming");
        await Passes(anna, "incoming");
        await anna.Page.Locator("[data-action=answer] button").ClickAsync();
        await anna.Has("active");
        await Passes(anna, "active");
        await anna.Page.Locator("[data-action=keypad]").ClickAsync();
        await Passes(anna, "keypad");
        await anna.Page.Locator("[data-action=keypad]").ClickAsync();
        await anna.Page.Locator("[data-action=more]").ClickAsync();
        await Passes(anna, "menu of the call");
        await anna.Page.Locator("[data-action=note]").ClickAsync();
        await Passes(anna, "note");
        await anna.Page.Locator("[data-action=close-note]").ClickAsync();
        await anna.Page.Locator("[data-action=more]").ClickAsync();
        await anna.Page.Locator("[data-action=transfer]").ClickAsync();
        await Expect(anna.Page.Locator("[data-targets] li")).Not.ToHaveCountAsync(0);
        await Passes(anna, "whom to transfer to");
        await anna.Page.Locator("[data-action=cancel-transfer]").ClickAsync();
        await anna.Has("active");
        await anna.Page.Locator("[data-action=minimise]").ClickAsync();
        await Passes(anna, "minimised");
        await anna.Page.Locator("[data-action=restore]").ClickAsync();
        await anna.Page.Locator("[data-action=hold]").ClickAsync();
        await anna.Has("held");
        await Passes(anna, "held");

        await anna.Dial("299");
        await anna.Has("ended");
        await Passes(anna, "two calls");
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public async Task The_page_of_the_queues_passes(string language)
    {
        var anna = await Person("anna", Tone.Low, language);
        await anna.Page.GotoAsync("/queues");
        await Expect(anna.Page.Locator("#parked-none")).ToBeVisibleAsync();
        await Passes(anna, "nothing to take");
        var (bram, sanne) = (await _office.Bram(), await _office.Sanne());
        await anna.Page.ReloadAsync();
        await anna.Line("ready");
        await bram.Dial("201");
        await anna.Has("incoming");
        await anna.Page.Locator("[data-action=answer] button").ClickAsync();
        await anna.Has("active");
        await anna.Page.Keyboard.PressAsync("Alt+p");
        await Expect(anna.Page.Locator("#parked li")).ToBeVisibleAsync();
        await Passes(anna, "told where it is parked");
        await sanne.Dial("204");
        await Expect(anna.Page.Locator("#notice")).ToHaveCountAsync(0, new() { Timeout = Phone.Patience });
        await Passes(anna, "parked");
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public async Task Every_settings_page_passes(string language)
    {
        var anna = await Person("anna", Tone.Low, language);
        foreach (var page in SettingsPages)
        {
            await anna.Page.GotoAsync(page);
            await Expect(anna.Page.Locator("main h1").First).ToBeVisibleAsync();
            await Passes(anna, page);
        }
    }

    /// <summary>The queue of the demo company.</summary>
    const string Reception = "7f2f1c4d-8fe8-8459-86f2-5a8c81b57a5d";

    const string Hours = "7c259cd7-9151-8be6-8c7d-0cb83c1d68c6";

    const string MainMenu = "2b58e2ae-c560-8e28-b7a5-e0e0a25d37d5";

    static readonly string[] SettingsPages =
    [
        "/settings/profile",
        "/voicemail",
        "/voicemail/groups",
        "/calendar",
        "/calendar?view=day",
        "/calendar/entry",
        "/calendar/of/6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8203",
        "/dashboard",
        "/dashboard/change?w=contacts~monitored-calls.queues.agents",
        "/settings/voicemail",
        "/settings/voicemail/pin",
        "/settings/status",
        "/settings/language",
        "/settings/devices",
        "/settings/devices/mobile",
        "/settings/shortcuts",
        "/settings/audio",
        "/settings/connection",
        "/settings/applications",
        "/help",
        "/settings/security",
        "/settings/security/copy",
        "/admin/people",
        "/admin/people/new",
        "/admin/people/import",
        "/admin/people/6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8203/rights",
        "/admin/rights",
        "/admin/rights/template",
        "/admin/numbers",
        "/admin/numbers/new",
        "/admin/numbers/preview?called=menu/" + Hours,
        "/admin/caller-id",
        "/admin/trunks",
        "/admin/trunks/new",
        "/admin/dialling",
        "/admin/devices",
        "/admin/devices/new",
        "/admin/parking",
        "/admin/rooms",
        "/admin/rooms/new",
        "/admin/sounds",
        "/admin/sounds/new",
        "/queues?queue=" + Reception,
        "/queues?tab=History&queue=" + Reception,
        "/queues/wallboard",
        "/admin/queues",
        "/admin/queues/new",
        "/admin/queues/" + Reception,
        "/admin/menus",
        "/admin/menus/new",
        "/admin/menus/" + MainMenu,
        "/admin/menus/times/new",
        "/admin/menus/times/" + Hours,
        "/admin/statuses",
        "/admin/statuses/new",
        "/admin/statuses/5a7a7000-0000-8000-8000-000000000002",
        "/admin/mail",
        "/admin/sms",
        "/admin/active-directory",
        "/help/active-directory",
        "/admin/sign-in",
        "/admin/single-sign-on",
        "/admin/single-sign-on/guide",
        "/admin/company",
        "/admin/directory",
        "/admin/audit",
        "/admin/policies",
        "/admin/support",
        "/admin/retention",
        "/admin/retention/number",
        "/admin/health",
        "/admin/backup",
        "/admin/certificate",
        "/admin/recordings",
        "/admin/extended-recording",
        "/admin/recording-holds",
    ];

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public async Task The_sign_in_page_passes(string language)
    {
        var visitor = await Visitor(Tone.Low, language);
        await visitor.Page.GotoAsync("/sign-in");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Passes(visitor, "sign-in");
        await visitor.Page.GotoAsync("/forgot-password");
        await Passes(visitor, "forgotten password");
    }

    async Task<Phone> Person(string name, Tone tone, string language)
    {
        var phone = await Visitor(tone, language);
        await phone.SignIn(name);
        await phone.Line("ready");
        return phone;
    }

    async Task<Phone> Visitor(Tone tone, string language)
    {
        var phone = await _office.Visitor(await browsers.Chromium(tone));
        await phone.Page.GotoAsync("/sign-in");
        await phone.Page.Locator("select[name=culture]").SelectOptionAsync(language);
        await Expect(phone.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        return phone;
    }

    /// <summary>Waits until nothing on the page moves any more, but what moves for ever; says what does not come to rest.</summary>
    const string Rest = """
        async () => {
          const moving = () => document.getAnimations().filter((a) => a.playState !== 'finished' && a.effect?.getComputedTiming().endTime !== Infinity);
          const until = performance.now() + 15_000;
          for (let rest = moving(); rest.length > 0; rest = moving()) {
            if (performance.now() > until) throw new Error(`Still moving: ${rest.map((a) => `${a.animationName ?? a.transitionProperty} ${a.playState} of ${a.effect?.target?.outerHTML.slice(0, 200)}`)}`);
            await Promise.race([Promise.allSettled(rest.map((a) => a.finished)), new Promise((r) => setTimeout(r, 500))]);
          }
        }
        """;

    /// <summary>
    /// In the page itself, which has no frames, and only what is wrong comes back: the package for Playwright opens a second page for each look and fetches all that is right too,
    /// which took two thirds of the processor.
    /// </summary>
    const string Look = """
        async (rules) => {
          const { violations } = await axe.run(document, { ...rules, resultTypes: ['violations'] });
          return violations.map((v) => `${v.id} (${v.help}) at ${v.nodes.map((n) => n.html).join(', ')}`);
        }
        """;

    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>All rules but one: it takes the initials in an avatar, a picture of the name, for the button's text.</summary>
    static readonly object WithoutInitials = But("label-content-name-mismatch");

    /// <summary>What a colour scheme can change, which is the same in every language, and costs the most.</summary>
    static readonly object Contrast = new { runOnly = new { type = "rule", values = new[] { "color-contrast" } } };

    static readonly object WithoutContrast = But("label-content-name-mismatch", "color-contrast");

    static object But(params string[] rules) => new { rules = rules.ToDictionary(rule => rule, _ => new { enabled = false }) };

    internal static async Task Passes(Phone phone, string screen)
    {
        if (!await phone.Page.EvaluateAsync<bool>("'axe' in window"))
        {
            await phone.Page.EvaluateAsync(Axe);
        }

        if (await phone.Page.EvaluateAsync<string>("document.documentElement.lang") == "nl")
        {
            await Passes(phone, screen, ColorScheme.Dark, Contrast);
            await Passes(phone, screen, ColorScheme.Light, WithoutInitials);
        }
        else
        {
            await Passes(phone, screen, ColorScheme.Light, WithoutContrast);
        }
    }

    static async Task Passes(Phone phone, string screen, ColorScheme scheme, object rules)
    {
        await phone.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await phone.Page.EvaluateAsync(Rest); // what still fades in has the contrast of nothing
        var wrong = await phone.Page.EvaluateAsync<string[]>(Look, rules);
        Assert.True(wrong.Length == 0, $"{screen}, {scheme}: {string.Join("; ", wrong)}");
    }
}
