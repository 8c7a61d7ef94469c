using System.Collections.Concurrent;
using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>The page of one's own messages, and what can be done there.</summary>
public sealed class VoicemailPageTests(VoicemailPageTests.ToldHost host) : IClassFixture<VoicemailPageTests.ToldHost>
{
    readonly OutsideCaller _caller = new(host);
    readonly Administrator _anna = new(host);
    readonly Administrator _bram = new(host, "bram");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Mailboxes Mailboxes => host.Services.GetRequiredService<Mailboxes>();

    [Fact]
    [Spec("M8-01", "M1.1-09")]
    public async Task A_message_is_in_its_owners_list_with_who_left_it_from_which_number_and_when_and_in_nobody_elses()
    {
        var message = await _caller.Leave("202", name: "Juwelier Brandt", number: "+31 20 555 0999");

        var page = await _bram.Open("/voicemail");
        var row = page.Document.QuerySelector($"#message-{message.Id}")!;
        Assert.Equal("Juwelier Brandt", row.QuerySelector("b.new")!.TextContent);
        Assert.Contains("+31 20 555 0999", row.QuerySelector("summary small")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nieuw", row.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            message.LeftAt.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            row.QuerySelector("time")!.GetAttribute("datetime")
        );
        Assert.Matches(@"^\d+ van 50 berichten$", page.Text("#messages-count"));
        Assert.Equal(64, message.Peaks.Count);
        Assert.Null((await _anna.Open("/voicemail")).Document.QuerySelector($"#message-{message.Id}"));
    }

    [Fact]
    [Spec("M8-04")]
    public async Task Who_is_in_no_group_has_no_tab_of_groups() =>
        Assert.Null((await _bram.Open("/voicemail")).Document.QuerySelector("main [role=tab]"));

    [Fact]
    [Spec("M8-01")]
    public async Task Who_is_in_the_contacts_has_that_name_a_colleague_their_own_and_a_stranger_is_said_to_be_one()
    {
        await _bram.Do(
            "/contacts/new",
            ("Input.FirstName", "Petra"),
            ("Input.LastName", "Aalbers"),
            ("Input.Company", "Thuiszorg Amstelland"),
            ("Input.Numbers[0].Number", "020 555 0998")
        );
        var known = await _caller.Leave("202", name: "AALBERS P", number: "+31 20 555 0998");
        var colleague = await _caller.Leave("202", name: "Oude naam", number: "201", caller: Recorder.Person("201"));
        var stranger = await _caller.Leave("202", name: "", number: "+31 6 5550 0117");
        var hidden = await _caller.Leave("202", name: "", number: "");

        var page = (await _bram.Open("/voicemail")).Document;
        string Of(VoicemailMessage message, string what) => page.QuerySelector($"#message-{message.Id} summary {what}")?.TextContent ?? "";
        Assert.Equal(("Petra Aalbers", "Thuiszorg Amstelland · +31 20 555 0998"), (Of(known, "b"), Of(known, "small")));
        Assert.Equal(("Anna de Vries", "201"), (Of(colleague, "b"), Of(colleague, "small")));
        Assert.Equal(("+31 6 5550 0117", "Niet in adresboek"), (Of(stranger, "b"), Of(stranger, "small")));
        Assert.Equal(("Anoniem", ""), (Of(hidden, "b"), Of(hidden, "small")));
        Assert.Null(page.QuerySelector($"#call-back-{hidden.Id}")); // there is no number to call
        Assert.Contains(
            "+31 6 5550 0117",
            page.QuerySelector($"#call-back-{stranger.Id}")!.GetAttribute("hx-vals")!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    [Spec("M8.1-01", "M8.1-02")]
    public async Task It_is_played_in_parts_by_its_owner_alone_and_is_heard_then()
    {
        var message = await _caller.Leave("202");
        var file = await File.ReadAllBytesAsync(_caller.PathOf(message), Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/voicemail/{message.Id}/sound")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/voicemail/{message.Id}/download")).Status);
        Assert.True((await _caller.Find(message.Id))!.IsNew);

        var http = (await _bram.Browser()).Http;
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/voicemail/{message.Id}/sound");
        asked.Headers.Add("Range", "bytes=100-199");
        var part = await http.SendAsync(asked, Ct);
        Assert.Equal((HttpStatusCode.PartialContent, "audio/ogg"), (part.StatusCode, part.Content.Headers.ContentType!.MediaType));
        Assert.Equal(file[100..200], await part.Content.ReadAsByteArrayAsync(Ct));

        var heard = (await _caller.Find(message.Id))!.HeardAt;
        Assert.NotNull(heard);
        Assert.Null((await _bram.Open("/voicemail")).Document.QuerySelector($"#message-{message.Id} .new"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _bram.Open($"/voicemail/{message.Id}/sound")));
        Assert.Equal(heard, (await _caller.Find(message.Id))!.HeardAt);
    }

    [Fact]
    [Spec("M8.1-01")]
    public async Task It_is_downloaded_under_a_name_that_leads_nowhere()
    {
        var message = await _caller.Leave("202", name: "Eva \"M\" ../Visser", number: "020 555 0997");

        var download = await (await _bram.Browser()).Http.GetAsync($"/voicemail/{message.Id}/download", Ct);

        var name = download.Content.Headers.ContentDisposition!.FileName!.Trim('"');
        Assert.Matches(@"^Voicemail \d{4}-\d\d-\d\d \d\d\.\d\d Eva M \.\.Visser\.ogg$", name);
        Assert.Equal("no-store, private", download.Headers.CacheControl!.ToString());
    }

    [Fact]
    [Spec("M8.1-03")]
    public async Task It_is_deleted_by_its_owner_alone_and_its_file_with_it()
    {
        var message = await _caller.Leave("202");
        var path = _caller.PathOf(message);
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Post($"/voicemail/{message.Id}/delete")).Status);
        Assert.True(File.Exists(path));

        await _bram.Do($"/voicemail/{message.Id}/delete");

        Assert.False(File.Exists(path));
        Assert.Null((await _bram.Open("/voicemail")).Document.QuerySelector($"#message-{message.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Open($"/voicemail/{message.Id}/sound")).Status);
    }

    [Fact]
    [Spec("M8-01")]
    public async Task How_many_are_new_stands_beside_the_page_in_the_menu_and_is_told_at_each_change()
    {
        var sanne = new Administrator(host, "sanne");
        Assert.Null((await sanne.Open("/calls")).Document.QuerySelector("#unheard .b"));

        var (first, second) = (await _caller.Leave("203"), await _caller.Leave("203"));
        Assert.Contains(
            "2 nieuwe berichten",
            (await sanne.Open("/calls")).Text("#nav a[href='/voicemail'] #unheard"),
            StringComparison.Ordinal
        );
        await sanne.Open($"/voicemail/{first.Id}/sound");
        Assert.Contains("1 nieuw bericht", (await sanne.Open("/voicemail/unheard")).Body, StringComparison.Ordinal);
        await sanne.Do($"/voicemail/{second.Id}/delete");

        Assert.DoesNotContain("nieuw", (await sanne.Open("/voicemail/unheard")).Body, StringComparison.Ordinal);
        Assert.InRange(host.Told.Unheard.Count(person => person == Recorder.Person("203")), 4, 5); // once more when the groups become known
    }

    [Fact]
    [Spec("M8.2-01", "M1.1-10")]
    public async Task Voicemail_is_switched_off_and_on_again_and_the_calls_hear_of_it()
    {
        var (fatima, id) = (new Administrator(host, "fatima"), Recorder.Person("205"));
        Assert.Contains(id, await Mailboxes.Of(Recorder.Company, Ct));
        Assert.NotNull((await fatima.Open("/voicemail")).Document.QuerySelector("#voicemail-turn-off"));
        var told = host.Told.Applications;

        await fatima.Do("/voicemail/off");

        Assert.DoesNotContain(id, await Mailboxes.Of(Recorder.Company, Ct));
        Assert.True(host.Told.Applications > told);
        var off = await fatima.Open("/voicemail");
        Assert.Equal("Voicemail weer aanzetten", off.Text("#voicemail-turn-on"));
        Assert.Null(off.Document.QuerySelector("#voicemail-turn-off"));
        await fatima.Do("/voicemail/on");
        Assert.Contains(id, await Mailboxes.Of(Recorder.Company, Ct));
    }

    [Fact]
    [Spec("M8.2-01")]
    public async Task Who_has_not_the_right_to_voicemail_has_none_and_switches_nothing()
    {
        var (person, joost) = (Recorder.Person("204"), new Administrator(host, "joost"));
        var told = host.Told.Applications;
        await Templates.Give(_anna, $"{person.Value}", ("Input.Voicemail", "False"));

        Assert.DoesNotContain(person, await Mailboxes.Of(Recorder.Company, Ct));
        Assert.True(host.Told.Applications > told);
        Assert.Equal(HttpStatusCode.Forbidden, (await joost.Post("/voicemail/on")).Status);
        var page = (await joost.Open("/voicemail")).Document;
        Assert.NotNull(page.QuerySelector("#voicemail-none"));
        Assert.Null(page.QuerySelector("#voicemail-turn-off, #voicemail-turn-on"));
        Assert.NotNull((await joost.Open("/settings/voicemail")).Document.QuerySelector("#not-given"));
        await Templates.Give(_anna, $"{person.Value}");
        Assert.Contains(person, await Mailboxes.Of(Recorder.Company, Ct));
    }

    [Fact]
    [Spec("M8-03", "M8.1-04")]
    public async Task Without_visual_voicemail_the_page_says_what_to_dial_and_shows_and_plays_nothing()
    {
        var (person, joost) = (Recorder.Person("204"), new Administrator(host, "joost")); // of no group
        var message = await _caller.Leave("204");
        Assert.NotNull((await joost.Open("/voicemail")).Document.QuerySelector($"#message-{message.Id}"));
        await Templates.Give(_anna, $"{person.Value}", ("Input.VisualVoicemail", "False"));

        var page = await joost.Open("/voicemail");

        Assert.Contains("1233", page.Text("#voicemail-by-phone"), StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("[id^=message-]"));
        Assert.Null(page.Document.QuerySelector("#nav a[href='/voicemail']"));
        Assert.Equal(HttpStatusCode.NotFound, (await joost.Open($"/voicemail/{message.Id}/sound")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await joost.Post($"/voicemail/{message.Id}/delete")).Status);
        await Templates.Give(_anna, $"{person.Value}");
    }

    public sealed class ToldHost(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        internal Hearer Told { get; } = new();

        protected override void Configure(IServiceCollection services) =>
            services.AddSingleton<IWaitingMessagesChanged>(Told).AddSingleton<ICallApplicationsChanged>(Told);
    }

    /// <summary>Notes what it is told.</summary>
    internal sealed class Hearer : IWaitingMessagesChanged, ICallApplicationsChanged
    {
        int _applications;

        public ConcurrentQueue<UserId> Unheard { get; } = [];

        public int Applications => Volatile.Read(ref _applications);

        public void WaitingMessagesChanged(CompanyId company, UserId person) => Unheard.Enqueue(person);

        public Task CallApplicationsChanged(CompanyId company)
        {
            Interlocked.Increment(ref _applications);
            return Task.CompletedTask;
        }
    }
}
