using System.IO.Compression;
using System.Net;
using ConnectMe.Host.Backups;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Npgsql;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>
/// Backups that earlier versions made, one file for each, kept as they were: this version restores them, migrates their tables and works with what is in them. A file is
/// added when a format or a version comes out, and none is ever made anew.
/// </summary>
public sealed class EarlierBackupTests(PostgresFixture postgres)
{
    public static TheoryData<string> Earlier => [.. Repository.Files("tests/ConnectMe.Modules.Tests/Backups/Earlier", "*.zip")];

    [Theory, MemberData(nameof(Earlier))]
    [Spec("A12-03", "B18")]
    public async Task What_an_earlier_version_backed_up_is_restored_by_this_one(string file)
    {
        await using var host = new RestoredHost(postgres, Repository.PathOf(file));
        await host.InitializeAsync();
        Assert.Equal(await RowsIn(file), await RowsOf(host));

        var anna = new Administrator(host);
        Assert.Contains("Sanne", (await anna.Open("/admin/people")).Text("main, .page"), StringComparison.Ordinal);
        var company = await anna.Open("/admin/company");
        Assert.Contains("Garage Hofstra", company.Body, StringComparison.Ordinal);
        foreach (var page in company.Document.QuerySelectorAll("nav a[href^='/']").Select(link => link.GetAttribute("href")!))
        {
            Assert.Equal((HttpStatusCode.OK, page), ((await anna.Open(page)).Status, page));
        }
    }

    [Theory, MemberData(nameof(Earlier))]
    [Spec("A12-03", "B18")]
    public async Task What_it_had_can_be_changed_and_heard(string file)
    {
        await using var host = new RestoredHost(postgres, Repository.PathOf(file));
        await host.InitializeAsync();
        var anna = new Administrator(host);
        var number = (await anna.Open("/admin/numbers")).Document.QuerySelector("#numbers a.opt")!.GetAttribute("href")!;
        var form = await anna.Open(number);

        await anna.Do(
            number,
            ("Input.Kind", form.Document.QuerySelector("[name='Input.Kind'] [selected]")!.GetAttribute("value")!),
            ("Input.Label", "Na de update"),
            ("Input.Use", "Both"),
            ("Input.ShownTo", "Nobody")
        );

        Assert.Contains("Na de update", (await anna.Open("/admin/numbers")).Body, StringComparison.Ordinal);
        var heard = 0;
        foreach (var person in new[] { anna, new Administrator(host, "bram") })
        {
            foreach (var page in new[] { "/recordings", "/voicemail" })
            {
                foreach (var sound in (await person.Open(page)).Document.QuerySelectorAll("#main audio"))
                {
                    Assert.StartsWith("OggS", (await person.Open(sound.GetAttribute("src")!)).Body, StringComparison.Ordinal);
                    heard++;
                }
            }
        }

        Assert.InRange(heard, 1, int.MaxValue);
    }

    /// <summary>How many there were of each kind of thing.</summary>
    static async Task<IReadOnlyDictionary<string, long>> RowsIn(string file)
    {
        await using var zip = await ZipFile.OpenReadAsync(Repository.PathOf(file), TestContext.Current.CancellationToken);
        await using var json = await zip.GetEntry(BackupManifest.Name)!.OpenAsync(TestContext.Current.CancellationToken);
        return Kept(BackupManifest.Read(json)!.Rows);
    }

    static async Task<IReadOnlyDictionary<string, long>> RowsOf(RestoredHost host)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return Kept(await DatabaseSnapshot.RowsOf(connection, TestContext.Current.CancellationToken));
    }

    static SortedDictionary<string, long> Kept(IReadOnlyDictionary<string, long> rows) =>
        new(rows.Where(table => table.Value > 0).ToDictionary(), StringComparer.Ordinal);
}
