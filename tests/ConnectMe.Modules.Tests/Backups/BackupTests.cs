using System.Net;
using ConnectMe.Host.Backups;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>A filled company is backed up while it runs, and comes back on a machine that has nothing.</summary>
public sealed class BackupTests(ConnectMeHost host, PostgresFixture postgres) : IClassFixture<ConnectMeHost>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Zip => Path.Combine(_folder.Path, "backup.zip");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A12-03", "R14")]
    public async Task What_comes_back_on_an_empty_machine_is_every_row_and_every_recording_and_people_sign_in()
    {
        var anna = new Administrator(host);
        await anna.Do("/admin/mail", Mail);
        var recording = await new Recorder(host).Record("201");
        var source = host.Services.GetRequiredService<Installation>();
        var made = await Make(host, Zip);
        var (rows, files) = (await BackupFiles.Content(DatabaseOf(host)), BackupFiles.Files(Path.Combine(source.Data, "recordings")));

        await using var restored = new RestoredHost(postgres, Zip, rows);
        await restored.InitializeAsync();

        Assert.NotEmpty(files);
        Assert.Equal(files, BackupFiles.Files(Path.Combine(restored.Folder, "recordings")));
        Assert.Equal(made.Counts, restored.Report!.Counts);
        Assert.True(made.Counts is { People: > 5, Recordings: 1, Settings: > 0 }, $"{made.Counts}");

        var there = new Administrator(restored);
        var page = await there.Open("/admin/backup");
        Assert.Contains($"{made.Counts.People} mensen", page.Text("#restored"), StringComparison.Ordinal);
        Assert.Contains(recording.Id.ToString(), (await there.Open("/recordings")).Body, StringComparison.Ordinal);
        await using var query = restored.Services.GetRequiredService<IDocumentStore>().QueryFor(new CompanyId(DemoCompany.Id));
        var mail = await query.LoadAsync<MailSettings>(DemoCompany.Id, Ct);
        Assert.Equal(
            "geheim-van-de-mail",
            restored.Services.GetRequiredService<ConnectMe.Identity.Mail.MailPasswords>().Read(mail!.ProtectedPassword!)
        );
    }

    [Fact]
    [Spec("A12-03")]
    public async Task Administrators_make_keep_take_away_and_delete_backups_and_say_when_they_are_made()
    {
        var anna = new Administrator(host);
        var store = host.Services.GetRequiredService<BackupStore>();
        await anna.Do("/admin/backup?handler=make");
        await Eventually.Is(async () => (await anna.Open("/admin/backup?handler=kept")).Document.QuerySelector("#making") is null);
        var name = store.All()[0].Name;

        var page = await anna.Open("/admin/backup");
        Assert.NotNull(page.Document.QuerySelector($"[data-backup='{name}']"));
        using var download = await (await anna.Browser()).Http.GetAsync($"/admin/backup/{name}/download", Ct);
        await File.WriteAllBytesAsync(Zip, await download.Content.ReadAsByteArrayAsync(Ct), Ct);
        using (var archive = BackupArchive.Open(Zip))
        {
            await archive.Check(Ct);
        }

        var browser = await anna.Browser();
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["passphrase"] = "een lange wachtzin",
                ["__RequestVerificationToken"] = await browser.FreshToken(),
            }
        );
        using var sealedAnswer = await browser.Http.PostAsync($"/admin/backup/{name}/sealed", form, Ct);
        await File.WriteAllBytesAsync(Zip, await sealedAnswer.Content.ReadAsByteArrayAsync(Ct), Ct);
        Assert.Equal(HttpStatusCode.OK, sealedAnswer.StatusCode);
        Assert.True(PassphraseSeal.IsSealed(Zip));
        await RestoreOffer.OpenSealed(Zip, "een lange wachtzin", Ct);
        BackupArchive.Open(Zip).Dispose();

        Assert.Equal(
            "Good",
            (await anna.Open("/admin/health")).Document.QuerySelector("[data-finding=backup]")!.GetAttribute("data-state")
        );
        await anna.Do("/admin/backup?handler=delete", ("name", name));
        Assert.Null(store.Find(name));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Post("/admin/backup?handler=delete", ("name", "../backup.json"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Open("/admin/backup/..%2Fbackup.json/download")).Status);

        var refused = await anna.Post("/admin/backup", ("Input.Daily", "true"), ("Input.At", "04:30"), ("Input.Keep", "0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("1 tot en met 90", refused.Text("#Input_Keep-e"), StringComparison.Ordinal);
        await anna.Do("/admin/backup", ("Input.Daily", "true"), ("Input.At", "04:30"), ("Input.Keep", "3"));
        Assert.Equal(new BackupSettings(Daily: true, new TimeOnly(4, 30), Keep: 3, "Europe/Amsterdam"), store.Settings);
    }

    [Fact]
    [Spec("A12-03")]
    public async Task Only_those_made_by_themselves_make_room_for_newer_ones()
    {
        var store = host.Services.GetRequiredService<BackupStore>();
        var folder = host.Services.GetRequiredService<Installation>().Backups;
        Directory.CreateDirectory(folder);
        store.Settings = BackupSettings.Standard with { Keep = 2 };
        foreach (var name in new[] { "20200101-030000-daily", "20200102-030000-daily", "20200101-120000" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"connectme-{name}.zip"), "", Ct);
        }

        Assert.Null(await store.Make(byItself: true, Ct));

        Assert.Null(store.Find("connectme-20200101-030000-daily.zip"));
        Assert.NotNull(store.Find("connectme-20200102-030000-daily.zip"));
        Assert.NotNull(store.Find("connectme-20200101-120000.zip"));
    }

    [Fact]
    [Spec("A12-03")]
    public async Task What_is_uploaded_is_looked_at_and_restored_only_for_who_types_the_name_of_the_company()
    {
        await Make(host, Zip);
        var anna = new Administrator(host);
        var answer = await Upload(await anna.Browser(), "/admin/backup/upload", Zip);
        Assert.Equal("/admin/backup#restore", answer.Location);

        var page = await anna.Open("/admin/backup");
        Assert.Contains("Garage Hofstra", page.Text("#confirm-restore p"), StringComparison.Ordinal);
        var refused = await anna.Post("/admin/backup?handler=restore", ("company", "Garage"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("niet de naam", refused.Text("#company-e"), StringComparison.Ordinal);
        await anna.Do("/admin/backup?handler=withdraw");
        Assert.Empty(Directory.EnumerateFiles(host.Services.GetRequiredService<Installation>().Workshop, "*.uploaded"));

        await File.WriteAllTextAsync(Zip, "PK and then nothing", Ct);
        Assert.Contains(
            "fault=NotABackup",
            (await Upload(await anna.Browser(), "/admin/backup/upload", Zip)).Location!,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "geen back-up van ConnectMe",
            (await anna.Open("/admin/backup?fault=NotABackup")).Text("#fault"),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await Upload(await anna.Browser(), "/admin/backup/upload", Zip, token: "forged")).Status);
    }

    [Fact]
    [Spec("A12-03")]
    public async Task Backups_are_for_administrators()
    {
        var bram = new Administrator(host, "bram");

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/backup")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/backup/x.zip/download")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/backup?handler=make")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().Open("/set-up/restore")).Status);
    }

    public void Dispose() => _folder.Dispose();

    internal static async Task<BackupManifest> Make(ConnectMeHost host, string path)
    {
        await using var file = File.Create(path);
        return await host.Services.GetRequiredService<BackupWriter>().Write(file, Ct);
    }

    internal static string DatabaseOf(ConnectMeHost host) =>
        host.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["ConnectionStrings:ConnectMe"]!;

    internal static async Task<(HttpStatusCode Status, string? Location)> Upload(
        Browser browser,
        string address,
        string file,
        string? token = null,
        string passphrase = ""
    )
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token ?? await browser.FreshToken()), "__RequestVerificationToken" },
            { new StringContent(passphrase), "passphrase" },
            { new StreamContent(File.OpenRead(file)), "file", "backup.zip" },
        };
        using var answer = await browser.Http.PostAsync(address, form, Ct);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    static readonly (string, string)[] Mail =
    [
        ("Input.Host", "mail.garagehofstra.example"),
        ("Input.Port", "587"),
        ("Input.Security", "StartTls"),
        ("Input.UserName", "pbx"),
        ("Input.Password", "geheim-van-de-mail"),
        ("Input.Sender", "pbx@garagehofstra.example"),
        ("Input.Language", "nl"),
    ];
}
