using System.Net;
using ConnectMe.Host.Backups;
using ConnectMe.Identity.SettingUp;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>An empty installation is offered a backup in place of its set-up.</summary>
public sealed class RestoreAtSetUpTests(EmptyHost host) : IClassFixture<EmptyHost>
{
    [Fact]
    [Spec("A12-03")]
    public async Task Who_has_said_the_code_of_the_log_is_shown_what_a_backup_holds_and_nobody_else()
    {
        var zip = Repository.PathOf("tests/ConnectMe.Modules.Tests/Backups/Earlier/format-1.zip");
        var stranger = host.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open("/set-up/restore")).Status);
        var token = (await stranger.Open("/set-up")).Token;
        Assert.Equal(HttpStatusCode.NotFound, (await BackupTests.Upload(stranger, "/set-up/restore/upload", zip, token)).Status);

        var browser = host.NewBrowser();
        var page = await browser.Open("/set-up");
        page = await browser.Post(
            "/set-up",
            [
                new("Step", "Token"),
                new("code", host.Services.GetRequiredService<SetUpToken>().Value),
                new("__RequestVerificationToken", page.Token),
            ]
        );
        var restore = await browser.Open(page.Document.QuerySelector("#restore-instead")!.GetAttribute("href")!);
        Assert.NotNull(restore.Document.QuerySelector("#upload input[type=file]"));
        var sent = await BackupTests.Upload(browser, "/set-up/restore/upload", zip, restore.Token);
        Assert.Equal("/set-up/restore#restore", sent.Location);
        var offered = await browser.Open("/set-up/restore");

        Assert.Contains("Garage Hofstra", offered.Text("#confirm-restore p"), StringComparison.Ordinal);
        Assert.Contains("1 opnames", offered.Text("#confirm-restore p"), StringComparison.Ordinal);
        host.Services.GetRequiredService<RestoreOffer>().Withdraw();
    }
}
