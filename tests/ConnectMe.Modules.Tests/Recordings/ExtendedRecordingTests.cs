using System.Net;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Retention;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Recordings.Domain;
using ConnectMe.Recordings.Keeping;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Recording;
using ConnectMe.Telephony.Retention;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Recordings;

/// <summary>The add-on: its settings, the portal, who listens, what is kept and what is not. Bram (202) has it, Anna is the administrator, Sanne (203) listens.</summary>
public sealed class ExtendedRecordingTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>, IAsyncLifetime
{
    readonly Recorder _recorder = new(host);
    readonly Administrator _anna = new(host);
    readonly Administrator _bram = new(host, "bram");
    readonly Administrator _sanne = new(host, "sanne");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await Identity.Templates.Give(_anna, Administrator.PersonId("202"), ("Input.Recording", "Extended"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Spec("A9-01", "M12.1-06")]
    public async Task The_administrator_says_how_it_records_with_limits_of_its_own()
    {
        var saved = await _anna.Do(
            "/admin/extended-recording",
            [.. Rules(variant: "OnRequest", minutes: "90", megabytes: "5000", days: "700"), ("Input.IsAnnounced", "true")]
        );

        Assert.Contains("Opgeslagen", saved.Text("[role=status]"), StringComparison.Ordinal);
        var rules = (await _anna.Configuration()).RecordingRules;
        Assert.Equal(
            (true, false, true, TimeSpan.FromMinutes(90), 5000, (int?)700),
            (
                rules.Extended.IsAutomatic,
                rules.Extended.IsKeptUnlessRefused,
                rules.Extended.IsAnnounced,
                rules.Extended.Limit,
                rules.Extended.Megabytes,
                rules.Extended.RetentionDays
            )
        );
        Assert.Equal((TimeSpan.FromMinutes(5), 10, 30), (rules.Limit, rules.Megabytes, rules.RetentionDays));
        var page = await _anna.Open("/admin/extended-recording");
        Assert.Contains("Bram Hofstra", page.Text("#recordsextended"), StringComparison.Ordinal);
        Assert.Equal("OnRequest", page.Document.QuerySelector("#Input_Variant option[selected]")!.GetAttribute("value"));
        Assert.Contains("5000", (await _bram.Open("/recordings")).Text("#quota-Extended"), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await _bram.Post("/admin/extended-recording", [.. Rules()])).Status);

        await _anna.Do("/admin/extended-recording", [.. Rules(variant: "Manual")]);
        Assert.False((await _anna.Configuration()).RecordingRules.Extended.IsAutomatic);
        await _anna.Do("/admin/extended-recording", [.. Rules()]);
    }

    [Theory]
    [InlineData("http://portal.example/", "Input_Portal")]
    [InlineData("javascript:alert(1)", "Input_Portal")]
    [InlineData("https://anna:secret@portal.example/", "Input_Portal")]
    [InlineData("//portal.example/", "Input_Portal")]
    [InlineData("/recordings", "Input_Portal")]
    [InlineData("", "Input_Portal", "true")]
    [InlineData("", "Input_Minutes", "", "601")]
    [InlineData("", "Input_Megabytes", "", "60", "0")]
    public async Task What_cannot_be_is_refused_beside_its_field(
        string portal,
        string field,
        string opens = "",
        string minutes = "60",
        string megabytes = "1000"
    )
    {
        var answer = await _anna.Post(
            "/admin/extended-recording",
            [.. Rules(minutes: minutes, megabytes: megabytes), ("Input.Portal", portal), ("Input.OpensPortal", opens)]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Text($"#{field}-e"));
    }

    [Fact]
    [Spec("M12.3-01", "M12.3-03", "M12.1-08")]
    public async Task The_list_has_a_link_to_the_portal_or_the_menu_leads_there_beside_the_page()
    {
        const string Portal = "https://portal.example/recordings?company=7";
        await _anna.Do("/admin/extended-recording", [.. Rules(), ("Input.Portal", Portal)]);

        var list = (await _bram.Open("/recordings")).Document;
        var link = list.QuerySelector(".head #portal")!;
        Assert.Equal(
            (Portal, "_blank", "noopener noreferrer"),
            (link.GetAttribute("href"), link.GetAttribute("target"), link.GetAttribute("rel"))
        );
        Assert.Null(list.QuerySelector("#nav a[href='/recordings']")!.GetAttribute("target"));
        Assert.Null((await _anna.Open("/recordings")).Document.QuerySelector("#portal")); // she has personal recording only

        await _anna.Do("/admin/extended-recording", [.. Rules(), ("Input.Portal", Portal), ("Input.OpensPortal", "true")]);
        using var direct = await (await _bram.Browser()).Http.GetAsync("/recordings", Ct);
        Assert.Equal((HttpStatusCode.Redirect, Portal), (direct.StatusCode, direct.Headers.Location!.OriginalString));
        using var lured = await (await _bram.Browser()).Http.GetAsync(
            "/recordings?portal=https://evil.example&returnUrl=//evil.example",
            Ct
        );
        Assert.Equal(Portal, lured.Headers.Location!.OriginalString);
        var menu = (await _bram.Open("/calls")).Document.QuerySelector("#nav a[href='/recordings']")!;
        Assert.Equal(("_blank", "noopener noreferrer"), (menu.GetAttribute("target"), menu.GetAttribute("rel")));
        Assert.NotNull((await _bram.Open("/recordings?list=true")).Document.QuerySelector("#portal"));
        Assert.Equal(HttpStatusCode.OK, (await _bram.Open("/recordings", ("HX-Request", "true"))).Status); // a page with a call in it is not led away
        Assert.Equal(HttpStatusCode.OK, (await _anna.Open("/recordings")).Status);

        await _anna.Do("/admin/extended-recording", [.. Rules()]);
        Assert.Null((await _bram.Open("/recordings")).Document.QuerySelector("#portal"));
    }

    [Fact]
    [Spec("A9-01", "A9-02", "M12.1-07")]
    public async Task Who_is_chosen_listens_to_extended_recordings_and_rates_them_and_each_time_is_in_the_log()
    {
        var recording = await _recorder.Record("202", with: "Gehoord BV", kind: RecordingKind.Extended);
        var personal = await _recorder.Record("202", with: "Eigen BV");
        var at = $"/recordings/{recording.Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Open("/recordings/colleagues")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Open($"{at}/sound")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Post($"{at}/rating", ("stars", "1"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"{at}/sound")).Status); // an administrator is no listener

        await _anna.Do("/admin/extended-recording", [.. Rules(), ("Input.Listeners", Administrator.PersonId("203"))]);
        var page = (await _sanne.Open("/recordings/colleagues")).Document;
        Assert.Contains("Bram Hofstra", page.QuerySelector($"#recording-{recording.Id}")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector($"#recording-{personal.Id}"));
        Assert.Null(page.QuerySelector($"#delete-{recording.Id}"));
        Assert.NotNull((await _sanne.Open("/recordings")).Document.QuerySelector("#of-colleagues"));
        Assert.Equal(HttpStatusCode.OK, (await _sanne.Open($"{at}/sound")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Open($"/recordings/{personal.Id}/sound")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Post($"{at}/delete")).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _sanne.Post($"{at}/rating", ("stars", "6"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Post($"{at}/rating", ("stars", "5"))).Status); // nobody rates themself
        await _sanne.Do($"{at}/rating", ("stars", "2"), ("remark", "Let op de afsluiting"));
        await _sanne.Do($"{at}/rating", ("stars", "4"), ("remark", "Vriendelijk, helder"));

        var mine = (await _bram.Open("/recordings?list=true")).Document.QuerySelector($"#recording-{recording.Id}")!.TextContent;
        Assert.Contains("4 van 5 sterren", mine, StringComparison.Ordinal);
        Assert.Contains("Vriendelijk, helder", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Let op de afsluiting", mine, StringComparison.Ordinal);
        page = (await _sanne.Open("/recordings/colleagues")).Document;
        Assert.Equal("4", page.QuerySelector($"#rating-{recording.Id} input[checked]")!.GetAttribute("value"));
        Assert.Equal(
            ["Beoordeeld", "Beoordeeld", "Afgespeeld"],
            (await Log("Gehoord BV")).Where(row => row.Who.StartsWith("Sanne", StringComparison.Ordinal)).Select(row => row.What)
        );
        await _anna.Do("/admin/extended-recording", [.. Rules()]);
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Open($"{at}/sound")).Status);
    }

    [Fact]
    [Spec("A9-01")]
    public async Task Who_supervises_a_queue_listens_to_the_recordings_of_its_calls_and_to_no_others()
    {
        var reception = (await host.Services.GetRequiredService<ICallQueues>().Of(Recorder.Company, Ct)).Single(queue =>
            queue.Name == "Receptie"
        );
        Assert.Contains(Recorder.Person("202"), reception.Supervisors);
        var ofQueue = await _recorder.Record("203", with: "Wachtrij BV", kind: RecordingKind.Extended, queue: reception.Id);
        var ofOther = await _recorder.Record("203", kind: RecordingKind.Extended, queue: Guid.NewGuid());
        var direct = await _recorder.Record("203", kind: RecordingKind.Extended);

        var page = (await _bram.Open("/recordings/colleagues")).Document;

        Assert.NotNull(page.QuerySelector($"#recording-{ofQueue.Id}"));
        Assert.Equal(HttpStatusCode.OK, (await _bram.Open($"/recordings/{ofQueue.Id}/download")).Status);
        foreach (var other in new[] { ofOther, direct })
        {
            Assert.Null(page.QuerySelector($"#recording-{other.Id}"));
            Assert.Equal(HttpStatusCode.NotFound, (await _bram.Open($"/recordings/{other.Id}/sound")).Status);
        }
    }

    [Fact]
    [Spec("A9-01")]
    public async Task What_is_on_hold_is_deleted_by_nobody_and_by_no_period_until_it_is_released()
    {
        await _anna.Do("/admin/extended-recording", [.. Rules(days: "2")]);
        var held = await _recorder.Record("202", with: "Geschil BV", at: Recorder.Now.AddDays(-3), kind: RecordingKind.Extended);
        var old = await _recorder.Record("202", with: "Oud BV", at: Recorder.Now.AddDays(-3), kind: RecordingKind.Extended);
        var personal = await _recorder.Record("202", at: Recorder.Now.AddDays(-3)); // kept for 30 days
        await _anna.Do($"/admin/recording-holds/{held.Id}/hold");
        Assert.NotEqual(HttpStatusCode.NoContent, (await _bram.Post($"/admin/recording-holds/{held.Id}/release")).Status);

        await Sweep();
        await _bram.Post($"/recordings/{held.Id}/delete");

        Assert.True(File.Exists(PathOf(held)));
        Assert.False(File.Exists(PathOf(old)));
        Assert.True(File.Exists(_recorder.PathOf("202", personal.Id)));
        var row = (await _bram.Open("/recordings?list=true")).Document.QuerySelector($"#recording-{held.Id}")!;
        Assert.Contains("Juridisch bewaard", row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector($"#delete-{held.Id}"));
        var holds = await _anna.Open("/admin/recording-holds?held=true");
        Assert.NotNull(holds.Document.QuerySelector($"#release-{held.Id}"));
        Assert.Null(holds.Document.QuerySelector($"#hold-{personal.Id}"));

        await _anna.Do($"/admin/recording-holds/{held.Id}/release");
        await Sweep();

        Assert.False(File.Exists(PathOf(held)));
        Assert.Equal(["Verwijderd", "Vrijgegeven", "Juridisch bewaard", "Gemaakt"], (await Log("Geschil BV")).Select(one => one.What));
        var audit = (await _anna.Open("/admin/audit")).Document.Body!.TextContent;
        Assert.Contains("Opname juridisch bewaard", audit, StringComparison.Ordinal);
        Assert.Contains("Opname vrijgegeven", audit, StringComparison.Ordinal);
        await _anna.Do("/admin/extended-recording", [.. Rules()]);
    }

    [Fact]
    [Spec("M12.2-01")]
    public async Task What_is_not_to_be_kept_is_in_no_list_whether_it_ends_or_the_server_is_killed()
    {
        var recorder = host.Services.GetRequiredService<CallRecorder>();
        var folder = host.Services.GetRequiredService<RecordingFolder>();
        var kept = await _recorder.Record("202", kind: RecordingKind.Extended);

        var refused = Guid.CreateVersion7();
        _recorder.Begin(refused, "202", "Niet bewaren", "", kind: RecordingKind.Extended);
        await Eventually.Is(() => File.Exists(_recorder.PathOf("202", refused, RecordingKind.Extended)));
        recorder.Keep(new SwitchboardEffect.KeepRecording(new RecordingId(refused), IsKept: false));
        await File.WriteAllBytesAsync(
            _recorder.PathOf("202", refused, RecordingKind.Extended),
            await File.ReadAllBytesAsync(PathOf(kept), Ct),
            Ct
        );
        host.Services.GetRequiredService<ConnectMe.Media.MediaEngine>().EndRecording(refused);
        await Eventually.Is(() => !File.Exists(_recorder.PathOf("202", refused, RecordingKind.Extended)));
        Assert.Null(await _recorder.Find(refused));

        // As a killed server leaves them: one that was refused, and one that was asked for after all.
        var (left, asked) = (Left(isKept: false), Left(isKept: true));
        await host.Services.GetRequiredService<RecordingIntake>().Take(left, RecordingKind.Extended, Ct);
        await host.Services.GetRequiredService<RecordingIntake>().Take(asked, RecordingKind.Extended, Ct);
        Assert.False(File.Exists(left.Path));
        Assert.Null(await _recorder.Find(left.Id));
        Assert.Equal(RecordingKind.Extended, (await _recorder.Find(asked.Id))!.Kind);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(left.Path)!, "*.unsaved"));

        PersonFile Left(bool isKept)
        {
            var file = folder.Files(RecordingKind.Extended).Of(Recorder.Company, kept.OwnerId, Guid.CreateVersion7());
            File.Copy(PathOf(kept), file.Path);
            folder.Keep(Recorder.Company, Recorder.Person("202"), RecordingKind.Extended, file.Id, isKept: false);
            if (isKept)
            {
                folder.Keep(Recorder.Company, Recorder.Person("202"), RecordingKind.Extended, file.Id, isKept: true);
            }

            return file;
        }
    }

    [Fact]
    [Spec("A9-01")]
    public async Task The_two_kinds_take_their_own_room_only()
    {
        var folder = host.Services.GetRequiredService<RecordingFolder>();
        var person = Recorder.Person("205");
        var extended = await _recorder.Record("205", kind: RecordingKind.Extended);
        var personal = await _recorder.Record("205");

        Assert.Equal(10_000_000 - personal.Bytes, folder.RoomFor(Recorder.Company, person, RecordingKind.Personal, 10_000_000).Bytes);
        Assert.Equal(20_000_000 - extended.Bytes, folder.RoomFor(Recorder.Company, person, RecordingKind.Extended, 20_000_000).Bytes);
    }

    [Fact]
    [Spec("A2-03", "M12.1-06", "R9")]
    public async Task A_call_is_recorded_by_itself_and_when_there_is_no_room_its_person_and_the_administrator_are_told()
    {
        await Identity.Templates.Give(_anna, Administrator.PersonId("206"), ("Input.Recording", "Extended"));
        await _anna.Do("/admin/extended-recording", [.. Rules(megabytes: "1"), ("Input.IsAnnounced", "true")]);
        var (noor, joost) = (Recorder.Person("206"), Recorder.Person("204"));
        var files = host.Services.GetRequiredService<RecordingFolder>().Files(RecordingKind.Extended);
        var full = files.Of(Recorder.Company, noor.Value, Guid.CreateVersion7());
        Directory.CreateDirectory(Path.GetDirectoryName(full.Path)!);
        await File.WriteAllBytesAsync(full.Path, new byte[1_000_000], Ct);
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Recorder.Company.ToString());
        var (here, there) = (new LineId(Guid.NewGuid()), new LineId(Guid.NewGuid()));
        await grain.Post(new SwitchboardInput.LineUp(here, noor));
        await grain.Post(new SwitchboardInput.LineUp(there, joost));

        var refused = await Call();
        await Eventually.Is(async () => (await grain.CallsOf(noor)).Notice?.Cause is NoticeCause.RecordingsFull);
        Assert.True((await grain.CallsOf(noor)).Calls.Single(view => view.Id == refused) is { State: CallState.Active, Recording: null });
        await Eventually.Is(async () =>
            (await _anna.Open("/admin/recordings")).Text("main .ban").Contains("alle ruimte", StringComparison.Ordinal)
        );
        await grain.Post(new SwitchboardInput.HangUp(refused, noor));
        File.Delete(full.Path);

        var recorded = await Call();
        Assert.True(
            (await grain.CallsOf(noor)).Calls.Single(view => view.Id == recorded) is { Recording: { IsAutomatic: true, IsKept: true } }
        );
        await Eventually.Is(() => files.Of(Recorder.Company, noor.Value).Count == 1);
        await grain.Post(new SwitchboardInput.HangUp(recorded, noor));
        await Eventually.Is(() => files.Of(Recorder.Company, noor.Value).Count == 0); // nobody spoke
        await _anna.Do("/admin/extended-recording", [.. Rules()]);

        async Task<CallId> Call()
        {
            var call = new CallId(Guid.CreateVersion7());
            await grain.Post(new SwitchboardInput.Dial(call, noor, here, "204"));
            await grain.Post(new SwitchboardInput.Answer(call, joost, there));
            return call;
        }
    }

    [Fact]
    [Spec("A9-01", "G1")]
    public async Task Erasing_leaves_what_is_on_hold_and_takes_whoever_is_erased_off_the_listeners()
    {
        var number = new OutsideNumber(Recorder.Company, Guid.NewGuid(), "+31611223344");
        var held = await _recorder.Record("202", number: "06 1122 3344", kind: RecordingKind.Extended);
        var other = await _recorder.Record("202", number: "06 1122 3344", kind: RecordingKind.Extended);
        await _anna.Do($"/admin/recording-holds/{held.Id}/hold");
        var listener = new UserId(Guid.NewGuid());
        await _anna.Do("/admin/extended-recording", [.. Rules(), ("Input.Listeners", $"{listener.Value}")]);
        var erasures = host.Services.GetServices<IErasure>().ToList();

        Assert.Equal(1, (await erasures.OfType<RecordingsErasure>().Single().Find(number, Ct)).Single().Count);
        await erasures.OfType<RecordingsErasure>().Single().Erase(number, Ct);
        await erasures.OfType<PhonesErasure>().Single().Erase(new ErasedPerson(Recorder.Company, listener, [], []), Ct);

        Assert.True(File.Exists(PathOf(held)));
        Assert.NotNull(await _recorder.Find(held.Id));
        Assert.False(File.Exists(PathOf(other)));
        Assert.Null(await _recorder.Find(other.Id));
        Assert.Empty((await _anna.Configuration()).RecordingRules.Extended.Listeners);
    }

    Task Sweep() => host.Services.GetRequiredService<RetentionSweeper>().Sweep(Recorder.Company, Ct);

    string PathOf(Recording recording) => host.Services.GetRequiredService<RecordingFolder>().PathOf(recording, Recorder.Company);

    async Task<List<(string Who, string What)>> Log(string with) =>
        [
            .. (await _anna.Open("/admin/recording-log"))
                .Document.QuerySelectorAll("#recording-log tbody tr")
                .Where(row => row.TextContent.Contains(with, StringComparison.Ordinal))
                .Select(row => (row.Children[2].TextContent, row.QuerySelector("b")!.TextContent)),
        ];

    static IEnumerable<(string, string)> Rules(
        string variant = "Kept",
        string minutes = "240",
        string megabytes = "2000",
        string days = "365"
    ) => [("Input.Variant", variant), ("Input.Minutes", minutes), ("Input.Megabytes", megabytes), ("Input.Days", days)];
}
