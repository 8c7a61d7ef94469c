using System.Net;
using ConnectMe.Identity.Retention;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Recordings.Domain;
using ConnectMe.Recordings.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Recordings;

/// <summary>The list of one's own recordings, what can be done with them, and the log of who did.</summary>
public sealed class RecordingsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Recorder _recorder = new(host);
    readonly Administrator _anna = new(host);
    readonly Administrator _bram = new(host, "bram");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    RecordingFolder Folder => host.Services.GetRequiredService<RecordingFolder>();

    [Fact]
    [Spec("M12.1-03", "M12.3-01")]
    public async Task A_recording_is_in_its_makers_list_at_once_and_in_nobody_elses()
    {
        var recording = await _recorder.Record("202");

        var row = (await _bram.Open("/recordings")).Document.QuerySelector($"#recording-{recording.Id}")!;
        Assert.Contains("Eva Mulder", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("020 555 0163", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("0:0", row.QuerySelector(".meta.n")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(64, recording.Peaks.Count);
        Assert.Null((await _anna.Open("/recordings")).Document.QuerySelector($"#recording-{recording.Id}"));
        Assert.Equal(
            "page",
            (await _bram.Open("/recordings")).Document.QuerySelector("#nav a[href='/recordings']")!.GetAttribute("aria-current")
        );
    }

    [Fact]
    [Spec("M12.3-02", "M12.1-03")]
    public async Task It_is_played_in_parts_and_downloaded_under_a_name_by_its_owner_alone()
    {
        var recording = await _recorder.Record("202", with: "Eva \"M\" ../Mulder");
        var file = await File.ReadAllBytesAsync(_recorder.PathOf("202", recording.Id), Ct);
        var http = (await _bram.Browser()).Http;

        var whole = await http.GetAsync($"/recordings/{recording.Id}/sound", Ct);
        Assert.Equal("audio/ogg", whole.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store, private", whole.Headers.CacheControl!.ToString());
        Assert.Equal(file, await whole.Content.ReadAsByteArrayAsync(Ct));

        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/recordings/{recording.Id}/sound");
        asked.Headers.Add("Range", "bytes=100-199");
        var part = await http.SendAsync(asked, Ct);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(file[100..200], await part.Content.ReadAsByteArrayAsync(Ct));

        var download = await http.GetAsync($"/recordings/{recording.Id}/download", Ct);
        var name = download.Content.Headers.ContentDisposition!.FileName!.Trim('"');
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition.DispositionType);
        Assert.Matches(@"^Opname \d{4}-\d\d-\d\d \d\d\.\d\d Eva M \.\.Mulder\.ogg$", name);

        foreach (var what in new[] { "sound", "download" })
        {
            var others = await _anna.Open($"/recordings/{recording.Id}/{what}");
            var none = await _anna.Open($"/recordings/{Guid.NewGuid()}/{what}");
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (others.Status, none.Status));
            Assert.Equal(none.Text("main"), others.Text("main"));
        }
    }

    [Fact]
    [Spec("M12.3-02")]
    public async Task It_is_deleted_by_its_owner_alone_and_its_file_with_it()
    {
        var recording = await _recorder.Record("202");
        var path = _recorder.PathOf("202", recording.Id);

        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Post($"/recordings/{recording.Id}/delete")).Status);
        Assert.True(File.Exists(path));
        await _bram.Do($"/recordings/{recording.Id}/delete");

        Assert.False(File.Exists(path));
        Assert.Null((await _bram.Open("/recordings")).Document.QuerySelector($"#recording-{recording.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Open($"/recordings/{recording.Id}/sound")).Status);
    }

    [Fact]
    [Spec("A9-02")]
    public async Task Every_playing_download_and_deletion_is_in_the_administrators_log()
    {
        var recording = await _recorder.Record("202", with: "Logboek BV");
        var at = $"/recordings/{recording.Id}";
        await _bram.Open($"{at}/sound", ("Range", "bytes=0-"));
        await _bram.Open($"{at}/sound", ("Range", "bytes=200-")); // goes on with what it plays
        await _bram.Open($"{at}/sound");
        await _bram.Open($"{at}/download");
        await _bram.Do($"{at}/delete");

        var rows = (await _anna.Open("/admin/recording-log"))
            .Document.QuerySelectorAll("#recording-log tbody tr")
            .Where(row => row.TextContent.Contains("Logboek BV", StringComparison.Ordinal))
            .Select(row => (row.Children[2].TextContent, row.QuerySelector("b")!.TextContent));

        Assert.Equal(
            [
                ("Bram Hofstra", "Verwijderd"),
                ("Bram Hofstra", "Gedownload"),
                ("Bram Hofstra", "Afgespeeld"),
                ("Bram Hofstra", "Afgespeeld"),
                ("Bram Hofstra", "Gemaakt"),
            ],
            rows
        );
        Assert.NotEqual(HttpStatusCode.OK, (await _bram.Open("/admin/recording-log")).Status);
    }

    [Fact]
    [Spec("A9-02")]
    public async Task Who_begins_in_the_middle_has_played_it_too()
    {
        var recording = await _recorder.Record("202");

        await _bram.Open($"/recordings/{recording.Id}/sound", ("Range", "bytes=1-"));

        Assert.Equal([RecordingUseKind.Played], (await _recorder.Find(recording.Id))!.Uses.Select(use => use.Kind));
    }

    [Fact]
    public async Task What_is_older_than_the_administrator_keeps_is_deleted_and_logged_as_that()
    {
        await _anna.Do("/admin/recordings", [.. Rules(days: "2")]);
        var (old, young) = (
            await _recorder.Record("202", with: "Oud BV", at: Recorder.Now.AddDays(-3)),
            await _recorder.Record("202", at: Recorder.Now.AddDays(-1))
        );

        await host.Services.GetRequiredService<RetentionSweeper>().Sweep(Recorder.Company, Ct);

        Assert.False(File.Exists(_recorder.PathOf("202", old.Id)));
        Assert.True(File.Exists(_recorder.PathOf("202", young.Id)));
        Assert.NotNull((await _recorder.Find(old.Id))!.DeletedAt);
        var log = (await _anna.Open("/admin/recording-log")).Document.QuerySelectorAll("#recording-log tbody tr");
        Assert.Contains(
            log,
            row =>
                row.TextContent.Contains("Oud BV", StringComparison.Ordinal)
                && row.TextContent.Contains("Bewaartermijn", StringComparison.Ordinal)
        );
    }

    [Fact]
    [Spec("M12.1-05")]
    public async Task A_persons_recordings_take_no_more_than_the_administrator_gives()
    {
        var person = Recorder.Person("204");
        Assert.Equal(10_000_000, Folder.RoomFor(Recorder.Company, person, RecordingKind.Personal, 10_000_000).Bytes);

        var recording = await _recorder.Record("204");

        Assert.Equal(10_000_000 - recording.Bytes, Folder.RoomFor(Recorder.Company, person, RecordingKind.Personal, 10_000_000).Bytes);
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_in_the_list_after_the_next_start()
    {
        var recording = await _recorder.Record("202", with: "Achtergebleven BV");
        var left = Folder.Files(RecordingKind.Personal).Of(Recorder.Company, recording.OwnerId, Guid.CreateVersion7());
        var whole = await File.ReadAllBytesAsync(_recorder.PathOf("202", recording.Id), Ct);
        await File.WriteAllBytesAsync(left.Path, whole[..^7], Ct); // killed in the middle of its last page
        Assert.Contains(left, Folder.Files(RecordingKind.Personal).All());

        await host.Services.GetRequiredService<RecordingIntake>().Take(left, RecordingKind.Personal, Ct);

        var found = await _recorder.Find(left.Id);
        Assert.Equal(("Achtergebleven BV", recording.StartedAt), (found!.OtherName, found.StartedAt));
        Assert.InRange(found.Length, TimeSpan.FromMilliseconds(100), recording.Length);
    }

    [Fact]
    public async Task A_file_without_any_sound_is_in_no_list()
    {
        var id = Guid.CreateVersion7();
        _recorder.Begin(id, "202", "Niemand", "");
        await Eventually.Is(() => File.Exists(_recorder.PathOf("202", id)));

        host.Services.GetRequiredService<ConnectMe.Media.MediaEngine>().EndRecording(id);

        await Eventually.Is(() => !File.Exists(_recorder.PathOf("202", id)));
        Assert.Null(await _recorder.Find(id));
    }

    [Fact]
    public async Task The_administrator_says_who_may_record_how_long_how_much_and_how_many_days()
    {
        var page = await _anna.Open("/admin/recordings");
        Assert.NotNull(page.Document.QuerySelector("#Input_Minutes"));

        var saved = await _anna.Do("/admin/recordings", [.. Rules(minutes: "60", megabytes: "500")]);
        await Identity.Templates.Change(_anna, ("Input.Recording", "None"));
        await Identity.Templates.Give(_anna, Administrator.PersonId("202"), ("Input.Recording", "Extended"));

        Assert.Contains("Opgeslagen", saved.Text("[role=status]"), StringComparison.Ordinal);
        var rules = (await _anna.Configuration()).RecordingRules;
        Assert.Equal((TimeSpan.FromHours(1), 500, (int?)null), (rules.Limit, rules.Megabytes, rules.RetentionDays));
        page = await _anna.Open("/admin/recordings");
        Assert.Contains("Bram Hofstra", page.Text("#mayrecord"), StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", page.Text("#mayrecord"), StringComparison.Ordinal);
        Assert.Contains("500", (await _anna.Open("/recordings")).Text("#quota-Personal"), StringComparison.Ordinal);
        await _anna.Do("/admin/recordings", [.. Rules()]);
        await Identity.Templates.Change(_anna);
        await Identity.Templates.Give(_anna, Administrator.PersonId("202"));
    }

    [Theory]
    [InlineData("0", "10", "", "Input_Minutes")]
    [InlineData("241", "10", "", "Input_Minutes")]
    [InlineData("5", "0", "", "Input_Megabytes")]
    [InlineData("5", "x", "", "Input_Megabytes")]
    [InlineData("5", "10", "0", "Input_Days")]
    public async Task What_cannot_be_is_refused_beside_its_field(string minutes, string megabytes, string days, string field)
    {
        var answer = await _anna.Post("/admin/recordings", [.. Rules(minutes, megabytes, days)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Text($"#{field}-e"));
        Assert.NotEqual(HttpStatusCode.OK, (await _bram.Post("/admin/recordings", [.. Rules()])).Status);
    }

    static IEnumerable<(string, string)> Rules(string minutes = "5", string megabytes = "10", string days = "") =>
        [("Input.Minutes", minutes), ("Input.Megabytes", megabytes), ("Input.Days", days)];
}
