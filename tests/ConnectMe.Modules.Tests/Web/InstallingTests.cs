using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>What a browser reads before it offers to install ConnectMe, and what is on the applications page.</summary>
public sealed class InstallingTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Theory]
    [InlineData("nl", "/manifest.webmanifest", "Kiezer")]
    [InlineData("en", "/manifest.en.webmanifest", "Dial pad")]
    [Spec("B10")]
    public async Task The_manifest_is_in_the_readers_language_and_names_icons_that_are_there(
        string language,
        string address,
        string shortcut
    )
    {
        var anna = new Administrator(host);
        var page = await anna.Open("/calls", ("Cookie", $"__Host-connectme-language=c%3D{language}%7Cuic%3D{language}"));
        Assert.Equal(address, page.Document.QuerySelector("link[rel=manifest]")!.GetAttribute("href"));

        using var manifest = JsonDocument.Parse((await anna.Open(address)).Body);
        var root = manifest.RootElement;

        Assert.Equal((language, "standalone"), (root.GetProperty("lang").GetString(), root.GetProperty("display").GetString()));
        Assert.Equal(shortcut, root.GetProperty("shortcuts")[0].GetProperty("name").GetString());
        Assert.Equal(
            ["tel", "sip"],
            root.GetProperty("protocol_handlers").EnumerateArray().Select(p => p.GetProperty("protocol").GetString())
        );
        var icons = root.GetProperty("icons").EnumerateArray().ToList();
        Assert.Contains(icons, icon => icon.GetProperty("purpose").GetString() == "maskable");
        foreach (var icon in icons.Where(icon => icon.GetProperty("type").GetString() == "image/png"))
        {
            var file = await (await anna.Browser()).Http.GetByteArrayAsync(
                icon.GetProperty("src").GetString(),
                TestContext.Current.CancellationToken
            );
            var (width, height) = (
                BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)),
                BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20))
            );
            Assert.Equal(icon.GetProperty("sizes").GetString(), $"{width}x{height}");
        }
    }

    [Theory]
    [InlineData("/offline.html")]
    [InlineData("/css/all.css")]
    [InlineData("/js/offline.js")]
    [InlineData("/fonts/figtree.woff2")]
    [InlineData("/icons/favicon.svg")]
    public async Task What_the_service_worker_keeps_is_there_for_everybody(string address)
    {
        Assert.Contains($"'{address}'", (await host.NewBrowser().Open("/sw.js")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.NewBrowser().Open(address)).Status);
    }

    [Fact]
    public async Task The_applications_page_says_what_there_is_and_what_comes_later()
    {
        var page = await new Administrator(host, "bram").Open("/settings/applications");

        Assert.NotNull(page.Document.QuerySelector("nav.sub a[href='/settings/applications'][aria-current=page]"));
        Assert.Contains("is er nog niet", page.Text("section[aria-labelledby=desktop-t]"), StringComparison.Ordinal);
        Assert.Contains("geen SMS-dienst", page.Text("#no-sms"), StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("#send-phone-link button[hx-vals*=Code]"));
    }
}
