using System.Net;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class FrameTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    public async Task Every_page_of_the_menus_opens_and_marks_itself()
    {
        var anna = new Administrator(host);
        var menu = (await anna.Open("/admin/devices"))
            .Document.QuerySelectorAll("nav.sub a")
            .Concat((await anna.Open("/settings/devices")).Document.QuerySelectorAll("nav.sub a"))
            .Select(a => a.GetAttribute("href")!)
            .Distinct()
            .ToList();

        Assert.Contains("/admin/numbers", menu);
        foreach (var address in menu)
        {
            var page = await anna.Open(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(address, page.Document.QuerySelector("nav.sub a[aria-current=page]")!.GetAttribute("href"));
        }
    }

    [Fact]
    [Spec("M14-01")]
    public async Task Everybody_has_the_tabs_of_their_own_settings()
    {
        var menu = (await new Administrator(host, "bram").Open("/settings/profile")).Document.QuerySelector("nav.sub")!;

        Assert.Equal(
            [
                "Profiel",
                "Status",
                "Voicemail",
                "Beveiliging",
                "Taal en tijdzone",
                "Mijn toestellen",
                "Audio",
                "Verbinding",
                "Snelkoppelingen",
                "Applicaties",
            ],
            menu.QuerySelectorAll("a").Select(tab => tab.TextContent.Trim())
        );
    }

    [Fact]
    public async Task Every_page_of_the_companys_menu_stands_under_a_heading_that_its_group_is_named_by()
    {
        var menu = (await new Administrator(host).Open("/admin/devices")).Document.QuerySelector("nav.sub")!;
        var groups = menu.QuerySelectorAll("[role=group]");

        Assert.Equal(
            ["Organisatie", "Bellen", "Inloggen en berichten", "Server"],
            groups.Select(group => menu.QuerySelector("#" + group.GetAttribute("aria-labelledby"))!.TextContent)
        );
        Assert.Equal(menu.QuerySelectorAll("a:not(.m-only)").Length, groups.Sum(group => group.QuerySelectorAll("a").Length));
    }

    [Theory]
    [InlineData("/admin/devices")]
    [InlineData("/admin/devices/new")]
    [InlineData("/admin/numbers")]
    [InlineData("/admin/numbers/new")]
    [InlineData("/admin/caller-id")]
    [InlineData("/admin/rooms")]
    [InlineData("/admin/rooms/new")]
    [InlineData("/admin/sounds")]
    [InlineData("/admin/sounds/new")]
    [InlineData("/admin/trunks")]
    [InlineData("/admin/trunks/new")]
    [InlineData("/admin/dialling")]
    [InlineData("/admin/queues")]
    [InlineData("/admin/queues/new")]
    [InlineData("/admin/menus")]
    [InlineData("/admin/menus/new")]
    [InlineData("/admin/menus/times/new")]
    public async Task The_companys_settings_are_for_administrators(string address)
    {
        var bram = new Administrator(host, "bram");
        var page = await bram.Open(address);

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("beheerders", page.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post(address)).Status);
        Assert.Null((await bram.Open("/calls")).Document.QuerySelector("#nav a[href^='/admin']"));
        Assert.Equal(HttpStatusCode.Redirect, (await host.NewBrowser().Open(address)).Status); // to sign-in
    }

    [Fact]
    public async Task The_buttons_are_for_administrators_too()
    {
        var bram = new Administrator(host, "bram");
        foreach (
            var button in new[]
            {
                "/admin/devices/{0}/revoke",
                "/admin/devices/{0}/secret",
                "/admin/numbers/{0}/remove",
                "/admin/rooms/{0}/remove",
                "/admin/sounds/{0}/remove",
                "/admin/trunks/{0}/remove",
                "/admin/trunks/{0}/up",
                "/admin/trunks/{0}/test",
                "/admin/dialling/stop",
                "/admin/queues/{0}/remove",
                "/admin/menus/{0}/remove",
                "/admin/menus/times/{0}/remove",
                "/admin/menus/times/{0}/night?on=true",
            }
        )
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post(string.Format(button, Guid.NewGuid()))).Status);
        }
    }

    [Fact]
    public async Task A_link_of_the_menu_brings_the_page_without_the_shell()
    {
        var browser = await new Administrator(host).Browser();

        var fragment = await browser.Open("/admin/numbers", ("HX-Request", "true"), ("HX-Request-Type", "partial"));

        Assert.Null(fragment.Document.QuerySelector("#nav"));
        Assert.NotNull(fragment.Document.QuerySelector("nav.sub"));
    }
}
