using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Copying;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Calendar;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Identity.Profiles;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Recordings.Domain;
using ConnectMe.Recordings.Keeping;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Retention;

/// <summary>Somebody with words of their own in every field takes a copy of their data (GDPR articles 15 and 20): all those words are in it, and none of anybody else's.</summary>
public sealed class DataCopyTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    const string Address = "/settings/security/copy";

    [Fact]
    [Spec("G1")]
    public async Task All_that_is_kept_of_somebody_is_in_their_copy_and_nothing_that_is_others()
    {
        var (canary, browser) = await Use("putter", "371");

        var copy = await Copy(browser, Address, Garage.Password);

        var said = string.Join('\n', copy.Files.Values.Select(Encoding.UTF8.GetString));
        Assert.All(Words, word => Assert.True(said.Contains(word, StringComparison.OrdinalIgnoreCase), $"{word} is not in it"));
        Assert.All(NotTheirs, word => Assert.False(said.Contains(word, StringComparison.OrdinalIgnoreCase), $"{word} is in it"));
        await using var query = _company.Store.QueryFor(Garage.Id);
        Assert.DoesNotContain((await query.LoadAsync<Credential>(canary, Ct))!.PasswordHash, said, StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await query.LoadAsync<ConnectMe.Telephony.Domain.PushSubscription>(_browser, Ct))!.Endpoint,
            said,
            StringComparison.Ordinal
        );

        var sounds = copy.Files.Where(file => file.Key.EndsWith(".ogg", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Opnames", "Voicemail"], sounds.Select(sound => sound.Key.Split('/')[0]).Order(StringComparer.Ordinal));
        Assert.All(sounds, sound => Assert.DoesNotContain("..", sound.Key, StringComparison.Ordinal)); // who is heard named themself
        Assert.Contains("BEGIN:VCARD", Encoding.UTF8.GetString(copy.Files["Contacten.vcf"]), StringComparison.Ordinal);

        var index = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(copy.Files["index.html"]));
        var listed = index.QuerySelectorAll("dt").Select(name => name.TextContent).ToList();
        Assert.Equal(listed.Order(StringComparer.Ordinal), Tops(copy.Files.Keys).Order(StringComparer.Ordinal));
        Assert.All(index.QuerySelectorAll("dd"), meaning => Assert.NotEmpty(meaning.TextContent));
        Assert.Equal("nl", index.DocumentElement.GetAttribute("lang"));

        Assert.StartsWith("attachment; ", copy.Disposition, StringComparison.Ordinal);
        Assert.Contains(await _company.MailTo("putter"), mail => mail.Subject == "Er is een kopie van je gegevens gemaakt");
        var entry = Assert.Single(await Entries("/settings/security/copy", canary));
        Assert.Equal((AuditResult.Done, canary), (entry.Result, entry.By));
        var taken = (await query.Query<Recording>().Where(recording => recording.OwnerId == canary).ToListAsync(Ct)).Single();
        Assert.Contains(taken.Uses, use => use.Kind is RecordingUseKind.Downloaded && use.By == canary);
    }

    [Fact]
    public async Task Only_with_the_own_password_and_one_at_a_time()
    {
        var id = await _company.AddWithPassword("sijsje", "372");
        var sijsje = new Administrator(host, "sijsje", Garage.Password);
        var page = await sijsje.Open(Address);
        Assert.Contains("AVG", (await sijsje.Open("/settings/security")).Text("#data-copy-t ~ .set"), StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"form[action='{Address}'][hx-boost=false]")); // its answer is a file

        var wrong = await sijsje.Post(Address, ("Password", "fout"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("Dit is niet je huidige wachtwoord.", wrong.Text("#copy-e"));

        using (host.Services.GetRequiredService<DataCopiesAtOnce>().TryBegin(new UserId(id)))
        {
            var second = await sijsje.Post(Address, ("Password", Garage.Password));
            Assert.Equal(
                (HttpStatusCode.UnprocessableEntity, "Er wordt al een kopie gemaakt. Wacht tot die klaar is."),
                (second.Status, second.Text("#copy-e"))
            );
        }

        Assert.Contains("index.html", (await Copy(sijsje, Address, Garage.Password)).Files.Keys);
    }

    [Fact]
    [Spec("G1")]
    public async Task Of_who_has_left_an_administrator_makes_it_and_that_is_told_and_logged()
    {
        var id = await _company.AddWithPassword("kneu", "373", ("Input.Name", "Kneu Vlasvink"));
        var address = $"/admin/people/{id}/copy";
        Assert.Equal(HttpStatusCode.NotFound, (await _company.Anna.Open(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _company.Anna.Post(address, ("Password", "welkom-bij-connectme"))).Status);

        await _company.Anna.Do($"/admin/people/{id}/deactivate");
        Assert.Contains($"href=\"{address}\"", (await _company.Anna.Open("/admin/people?show=Inactive")).Body, StringComparison.Ordinal);
        Assert.Contains("Kneu Vlasvink", (await _company.Anna.Open(address)).Text("h1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _company.Anna.Post(address, ("Password", Garage.Password))).Status);
        var copy = await Copy(_company.Anna, address, "welkom-bij-connectme");

        Assert.Contains("Vlasvink", Encoding.UTF8.GetString(copy.Files["Account.json"]), StringComparison.Ordinal);
        Assert.Contains(
            await _company.MailTo("kneu"),
            mail => mail.Text.Contains("Een beheerder heeft een kopie gemaakt", StringComparison.Ordinal)
        );
        var entries = await Entries("/admin/people/{id:guid}/copy", id);
        Assert.Equal(1, entries.Count(entry => entry is { Result: AuditResult.Done, About: "Kneu Vlasvink", ByName: "Anna de Vries" }));
    }

    /// <returns>And the browser that they are in.</returns>
    async Task<(Guid Id, Administrator Browser)> Use(string name, string extension)
    {
        var canary = await _company.AddWithPassword(
            name,
            extension,
            ("Input.Name", "Cardina Oudeveer"),
            ("Input.Role", "Distelkenner"),
            ("Input.Department", "Zaadzaken"),
            ("Input.Mobile", "06 1234 0876")
        );
        await _company.Anna.Do(
            $"/admin/people/{canary}",
            Garage.Fields(name, extension, ("Input.Name", "Cardina Puttertje"), ("Input.Mobile", "06 1234 0876"))
        );
        await host.NewBrowser().SignIn(name, Garage.Password, headers: ("User-Agent", "Distelbrowser/7.0"));
        var browser = new Administrator(host, name, Garage.Password);
        Assert.Equal(
            HttpStatusCode.OK,
            (await browser.Send("/settings/profile/photo", "p.png", Pictures.Of(300, 300), field: "photo")).Status
        );
        await browser.Do("/note", ("note", "Zit op distel zeven"));
        var bram = new Administrator(host, "bram");
        var chat = (await browser.Do($"/chat/with/{Administrator.PersonId("202")}")).Headers["HX-Location"].Split('"')[3];
        await browser.Do($"{chat}/messages", ("key", $"{Guid.NewGuid()}"), ("text", "Het kropje zit vol"));
        await bram.Do($"{chat}/messages", ("key", $"{Guid.NewGuid()}"), ("text", "Kletskousantwoord"));
        var now = TimeProvider.System.GetUtcNow();
        await using var session = _company.Store.SessionFor(Garage.Id);
        session.Store(
            new Contact(Guid.NewGuid(), canary, "Parkietje", "Distelgroen") { Notes = "Lust klaverzaad", IsVip = true }.Indexed()
        );
        session.Store(new RemovedContact(Guid.NewGuid(), canary, new Contact(Guid.NewGuid(), canary, "Wegge", "Vlogen"), now));
        session.Store(new PendingImport(canary, "../../nest.csv", "Voornaam\nEierdop"u8.ToArray(), now));
        session.Store(new AddressBookSource(canary, "https://nestboek.example/", "boekputter", "geheim-versleuteld"));
        session.Store(new BlockedNumber(Guid.NewGuid(), canary, "+31201112224", "Havikbel", now));
        session.Store(new ContactGroup(Guid.NewGuid(), "Vinkachtigen", [canary]));
        session.Store(new DialAlarm("CapPerDay", "Cardina Puttertje", now, MailedAt: null));
        session.Store(new SecondFactors(canary) { Phone = new PhoneForCodes("+31612340877", now) });
        session.Store(new ProviderLink($"putter-{canary}", canary, Guid.NewGuid(), "https://aanbieder.example", "putter@aanbieder", now));
        session.Store(
            new PushSubscription(
                _browser,
                canary,
                Guid.NewGuid(),
                "https://duwer.example/geheim-adres",
                [1],
                [2],
                "https://x.example",
                "nl",
                now
            )
        );
        var (device, number, recording) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        session.Events.StartStream<Device>(
            device,
            new DeviceAdded(device, Garage.Id.Value, canary, "Takkentoestel", "takaccount", false, false, now)
        );
        session.Store(new DeviceSecret(device, "rijk", "geheimemd5", "geheimesha"));
        session.Events.StartStream<CompanyNumber>(
            number,
            new CompanyNumberAdded(
                number,
                new PhoneNumber("020 555 0178", "+31205550178"),
                "Lijn van de putter",
                NumberKind.Personal,
                canary,
                Permitted.Only(canary)
            )
        );
        session.Events.StartStream<Recording>(
            recording,
            new RecordingMade(
                recording,
                canary,
                Guid.NewGuid(),
                "../../Merelbeller",
                "0209998887",
                true,
                now,
                TimeSpan.FromSeconds(9),
                9,
                false,
                [1]
            )
        );

        var message = Guid.NewGuid();
        session.Events.StartStream<VoicemailMessage>(
            message,
            new VoicemailLeft(
                message,
                canary,
                Guid.NewGuid(),
                null,
                "../../Kwartelbeller",
                "0209998886",
                true,
                now,
                TimeSpan.FromSeconds(9),
                9,
                [1]
            )
        );
        session.Store(new Mailbox(canary, IsOff: false, MessageMail.WithSound));
        session.Store(new MailboxPin(canary, "geheimepin"));
        var planned = Planned.Entry("2026-11-24 12:30", "2026-11-24 13:30") with { PersonId = canary };
        session.Store(planned with { Plan = planned.Plan with { Title = "Nestkeuring", Note = "bij de Lepelaar" } });

        // What is others': their contact about this person, their note with the same call, their block.
        session.Store(new Contact(Guid.NewGuid(), PaperCalls.Bram, "Cardina", "Puttertje") { Notes = "Kletst te veel" }.Indexed());
        session.Store(new BlockedNumber(Guid.NewGuid(), new Guid(Administrator.PersonId("202")), "+31612340876", "Lastpak", now));
        await session.SaveChangesAsync(Ct);
        var file = host.Services.GetRequiredService<RecordingFolder>().PathOf(Garage.Id, canary, RecordingKind.Personal, recording);
        var left = host.Services.GetRequiredService<MessageFolder>().PathOf(Garage.Id, canary, message);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        await File.WriteAllTextAsync(file, "OggS Distelzang", Ct);
        await File.WriteAllTextAsync(left, "OggS Kwartelslag", Ct);
        await Call(canary, now);
        return (canary, browser);
    }

    async Task Call(Guid canary, DateTimeOffset now)
    {
        var bram = new Guid(Administrator.PersonId("202"));
        var to = new CallPlaced(Guid.CreateVersion7(), now, canary, "Cardina Puttertje", "371", "202", bram, "Bram Hofstra");
        var from = new CallPlaced(
            Guid.CreateVersion7(),
            now,
            null,
            "Zangvogelwinkel",
            "+31301239876",
            "+31205550178",
            canary,
            "Cardina Puttertje"
        );
        var others = new CallPlaced(Guid.CreateVersion7(), now, bram, "Bram Hofstra", "202", "+31309990001", null, "Geheimebeller");
        await _company.Happened(
            to,
            to.Answered(3),
            new CallNoted(to.CallId, now.AddSeconds(9), canary, "Belt over nestmateriaal"),
            new CallNoted(to.CallId, now.AddSeconds(9), bram, "Zeurt weer"),
            new CallSupervised(to.CallId, now.AddSeconds(10), Guid.NewGuid(), canary, SupervisionMode.Whisper),
            to.Ended(60, CallOutcome.Completed),
            from,
            from.Ended(20, CallOutcome.NoAnswer),
            others,
            others.Ended(20, CallOutcome.NoAnswer)
        );
    }

    async Task<IReadOnlyList<AuditEntry>> Entries(string act, Guid about)
    {
        await using var query = _company.Store.QueryFor(Garage.Id);
        return await query.Query<AuditEntry>().Where(entry => entry.Act == act && entry.AboutId == about).ToListAsync(Ct);
    }

    static async Task<(IReadOnlyDictionary<string, byte[]> Files, string Disposition)> Copy(
        Administrator who,
        string address,
        string password
    )
    {
        var browser = await who.Browser();
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("Password", password),
            KeyValuePair.Create("__RequestVerificationToken", await browser.FreshToken()),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        using var response = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Null(response.Content.Headers.ContentLength); // it streams
        await using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(Ct), ZipArchiveMode.Read);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using var stream = await entry.OpenAsync(Ct);
            await stream.CopyToAsync(content, Ct);
            files.Add(entry.FullName, content.ToArray());
        }

        return (files, response.Content.Headers.ContentDisposition?.ToString() ?? "");
    }

    /// <summary>Files and folders as the index has them; it does not have itself.</summary>
    static IEnumerable<string> Tops(IEnumerable<string> files) =>
        files
            .Where(file => file != "index.html")
            .Select(file => file.Contains('/', StringComparison.Ordinal) ? file[..(file.IndexOf('/') + 1)] : file)
            .Distinct();

    static readonly string[] Words =
    [
        "Oudeveer",
        "Nestkeuring",
        "bij de Lepelaar",
        "Puttertje",
        "Distelkenner",
        "Zaadzaken",
        "putter@garagehofstra.example",
        "612340876",
        "612340877",
        "Distelbrowser",
        "distel zeven",
        "Het kropje zit vol",
        "Parkietje",
        "klaverzaad",
        "Vlogen",
        "Eierdop",
        "boekputter",
        "+31201112224",
        "Havikbel",
        "Vinkachtigen",
        "CapPerDay",
        "putter@aanbieder",
        "duwer.example",
        "Takkentoestel",
        "takaccount",
        "+31205550178",
        "Merelbeller",
        "Distelzang",
        "Kwartelbeller",
        "Kwartelslag",
        "WithSound",
        "Bram Hofstra",
        "Zangvogelwinkel",
        "nestmateriaal",
        "Gefluisterd",
    ];

    static readonly string[] NotTheirs =
    [
        "Kletst te veel",
        "Kletskousantwoord",
        "Lastpak",
        "Zeurt weer",
        "Geheimebeller",
        "+31309990001",
        "geheim-versleuteld",
        "geheimemd5",
        "geheimesha",
        "geheimepin",
        "geheim-adres",
        "Anna de Vries",
    ];

    readonly Garage _company = new(host);
    readonly Guid _browser = Guid.NewGuid();

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
