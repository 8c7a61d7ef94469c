using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>
/// Backups that earlier versions made, one file for each, kept as they were: this version restores them, migrates their tables and works with what is in them. A file is
/// added when a format or a version comes out, and none is ever made anew.
/// </summary>
public sealed class EarlierBackupTests(PostgresFixture postgres)
{
    public static TheoryData<string> Earlier => [.. Repository.Files("tests/ConnectMe.Modules.Tests/Backups/Earlier", "*.zip")];

    [Theory, MemberData(nameof(Earlier))]
    [Spec("A12-03")]
    public async Task What_an_earlier_version_backed_up_is_restored_by_this_one(string file)
    {
        await using var host = new RestoredHost(postgres, Repository.PathOf(file));
        await host.InitializeAsync();
        var anna = new Administrator(host);

        Assert.Contains("Sanne", (await anna.Open("/admin/people")).Text("main, .page"), StringComparison.Ordinal);
        Assert.Contains("Garage Hofstra", (await anna.Open("/admin/company")).Body, StringComparison.Ordinal);
        Assert.Single((await anna.Open("/recordings")).Document.QuerySelectorAll("[id^=recording-]"));
    }
}
