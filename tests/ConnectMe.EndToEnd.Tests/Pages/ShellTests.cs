using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

public sealed class ShellTests(PublishedHost host, Browsers browsers) : IAsyncDisposable
{
    readonly Office _office = new(host, browsers);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData(390, 844)]
    [InlineData(900, 1000)]
    [InlineData(1440, 900)]
    [Spec("M4-01", "M4-02")]
    public async Task Everything_in_the_bar_is_visible_and_reachable_at_every_width(int width, int height)
    {
        var anna = await _office.SignedIn(
            "anna",
            await browsers.Chromium(Tone.Low),
            options => options.ViewportSize = new ViewportSize { Width = width, Height = height }
        );
        var page = anna.Page;

        await page.EvaluateAsync("document.querySelector('#scroller, main').scrollTo(0, 9999)");
        foreach (
            var item in new[]
            {
                "header .brand",
                "header #q",
                "[popovertarget=pop-dial]:visible",
                "[popovertarget=pop-me]",
                "nav a[href='/calls']",
            }
        )
        {
            var box = await page.Locator(item).First.BoundingBoxAsync();
            Assert.NotNull(box);
            Assert.InRange(box.X, 0, width - box.Width);
            Assert.InRange(box.Y, 0, height - box.Height);
        }

        await page.Locator("#q").FillAsync("bram");
        await Expect(page.Locator("#pop-find [role=option]").First).ToBeVisibleAsync();
        var found = await page.Locator("#pop-find").BoundingBoxAsync();
        Assert.NotNull(found);
        Assert.InRange(found.X, 0, width - found.Width + 1);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#pop-find")).ToBeHiddenAsync();

        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "the page is wider than the window"
        );
        foreach (var popover in new[] { "pop-dial", "pop-me" })
        {
            await page.Locator($"[popovertarget={popover}]:visible").First.ClickAsync();
            await page.Locator($"#{popover}").EvaluateAsync("pop => Promise.all(pop.getAnimations().map(rise => rise.finished))");
            var box = await page.Locator($"#{popover}").BoundingBoxAsync();
            Assert.NotNull(box);
            Assert.InRange(box.X, 0, width - box.Width + 1);
            Assert.InRange(box.Y, 0, height - box.Height + 1);
            await page.Keyboard.PressAsync("Escape");
        }
    }

    [Theory]
    [InlineData("tel:+31%2020%20555%200102", "+31 20 555 0102")]
    [InlineData("sip:202@garagehofstra.example;user=phone", "202@garagehofstra.example")]
    [InlineData("sip:+31205550102@provider.example", "+31205550102")]
    [InlineData("tel:202;ext=5", "202")]
    [InlineData("tel:%E0%A4%A", "%E0%A4%A")]
    [Spec("B10")]
    public async Task A_number_that_was_clicked_on_elsewhere_stands_in_the_dial_pad_and_is_not_called_by_itself(string link, string number)
    {
        var anna = await _office.Anna();

        await anna.Page.GotoAsync($"/calls?call={Uri.EscapeDataString(link)}");

        await Expect(anna.Page.Locator("#dial-target")).ToHaveValueAsync(number);
        await Expect(anna.Page.Locator("#dial-target")).ToBeFocusedAsync();
        await anna.HasNoCalls();
        Assert.DoesNotContain("call=", anna.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("B10")]
    public async Task One_click_makes_the_browser_open_telephone_links_with_us()
    {
        var anna = await _office.Anna();
        await anna.Page.GotoAsync("/settings/devices");
        await anna.Page.EvaluateAsync(
            "() => { window.taken = []; navigator.registerProtocolHandler = (...wanted) => taken.push(wanted.join(' ')); }"
        );

        await anna.Page.Locator("[data-takes-links]").ClickAsync();

        var origin = new Uri(anna.Page.Url).GetLeftPart(UriPartial.Authority);
        Assert.Equal([$"tel {origin}/calls?call=%s", $"sip {origin}/calls?call=%s"], await anna.Page.EvaluateAsync<string[]>("taken"));
    }

    [Fact]
    [Spec("B2")]
    public async Task The_state_of_the_line_is_in_sight()
    {
        var anna = await _office.Anna();
        await Expect(anna.Page.Locator("#line")).ToContainTextAsync("Softphone verbonden");

        var second = await anna.Context.NewPageAsync();
        await second.GotoAsync("/calls");

        await Expect(second.Locator("#line")).ToContainTextAsync("Softphone in ander tabblad");
    }

    [Fact]
    public async Task Eight_tabs_of_one_browser_share_one_event_stream_and_all_show_the_call()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();
        List<IPage> tabs = [bram.Page];
        for (var i = 1; i < 8; i++)
        {
            var tab = await bram.Context.NewPageAsync();
            await tab.GotoAsync("/calls");
            tabs.Add(tab);
        }

        await anna.Dial("202");

        foreach (var tab in tabs)
        {
            await Expect(tab.Locator("#call-widget [data-state=incoming]")).ToHaveCountAsync(1);
        }
    }

    [Fact]
    public async Task A_fragment_that_refetches_itself_does_not_grow()
    {
        var anna = await _office.Anna();
        await anna.Dial("297");
        await Expect(anna.Page.Locator(".itw").First).ToContainTextAsync("297");
        await anna.Press("Sluiten");
        await anna.HasNoCalls();
        await Refetch(anna.Page, "#call-log");
        await Refetch(anna.Page, "#calls");
        var before = await Nodes(anna.Page);

        for (var i = 0; i < 5; i++)
        {
            await Refetch(anna.Page, "#call-log");
            await Refetch(anna.Page, "#calls");
        }

        Assert.Equal(before, await Nodes(anna.Page));
    }

    [Fact]
    public async Task A_row_that_is_open_stays_open_and_in_place_when_calls_come_in()
    {
        var anna = await _office.Anna();
        var bram = await _office.Bram();
        await anna.Dial("293"); // a number that no other test dials: an older row is not taken for this one
        await Expect(anna.Page.Locator(".itw").First).ToContainTextAsync("293");
        var row = anna.Page.Locator(".itw:has-text('293') details");
        var id = await row.GetAttributeAsync("id");
        await row.Locator("summary").ClickAsync();

        await bram.Dial("201");
        await anna.Has("incoming");
        await bram.HangUp();
        await Expect(anna.Page.Locator("#new-calls")).ToBeVisibleAsync();
        await Expect(anna.Page.Locator(".itw details").First).ToHaveAttributeAsync("id", id!);
        await anna.Page.Locator("#new-calls").ClickAsync();

        await Expect(anna.Page.Locator(".itw details").First).Not.ToHaveAttributeAsync("id", id!);
        await Expect(anna.Page.Locator($"[id='{id}']")).ToHaveAttributeAsync("open", "");
    }

    [Fact]
    public async Task A_page_that_does_not_exist_is_not_put_in_the_address_bar()
    {
        var anna = await _office.Anna();
        anna.Means("404");
        await anna.Page.EvaluateAsync(
            """
            () => {
              const link = document.createElement('a');
              link.href = '/nowhere';
              link.id = 'nowhere';
              link.textContent = 'nowhere';
              document.getElementById('main').prepend(link);
              htmx.process(link);
            }
            """
        );

        await anna.Page.RunAndWaitForResponseAsync(() => anna.Page.Locator("#nowhere").ClickAsync(), "**/nowhere");

        await Expect(anna.Page).ToHaveURLAsync($"{_office.Url}/calls");
        await anna.Line("ready");
    }

    [Fact]
    public async Task A_refused_form_keeps_the_focus_and_what_was_typed()
    {
        var anna = await _office.Anna();
        anna.Means("422");

        await anna.Type("20+2");
        await anna.Page.RunAndWaitForResponseAsync(() => anna.Page.Keyboard.PressAsync("Enter"), r => r.Status == 422);

        await Expect(anna.Page.Locator("#dial-refusal")).ToHaveTextAsync("Dit is geen nummer dat je kunt bellen.");
        await Expect(anna.Page.Locator("#dial-target")).ToBeFocusedAsync();
        await Expect(anna.Page.Locator("#dial-target")).ToHaveValueAsync("20+2");
    }

    /// <summary>As when the server says that this changed; waits until the new content is in.</summary>
    static async Task Refetch(IPage page, string fragment) =>
        await page.EvaluateAsync(
            """
            (fragment) => new Promise((done) => {
              const element = document.querySelector(fragment);
              const swapped = (e) => {
                if (e.detail.ctx.target !== element) return;
                document.removeEventListener('htmx:after:settle', swapped);
                document.removeEventListener('htmx:finally:request', swapped);
                done();
              };
              document.addEventListener('htmx:finally:request', swapped);
              element.dispatchEvent(new CustomEvent('live'));
            })
            """,
            fragment
        );

    static Task<int> Nodes(IPage page) =>
        page.EvaluateAsync<int>(
            """
            () => {
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
              let nodes = 0;
              while (walker.nextNode()) nodes++;
              return nodes;
            }
            """
        );
}
