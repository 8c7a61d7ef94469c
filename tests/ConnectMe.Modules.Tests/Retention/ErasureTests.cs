using System.Net;
using System.Text;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Calendar;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Identity.Profiles;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Presence.Domain;
using ConnectMe.Recordings.Domain;
using ConnectMe.Recordings.Keeping;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Retention;

/// <summary>A canary with words of its own in every field uses the product and is erased; then every table, every file and the log are searched for those words.</summary>
public sealed class ErasureTests(LoggedHost host) : IClassFixture<LoggedHost>
{
    [Fact]
    [Spec("G1")]
    public async Task Who_is_erased_is_found_nowhere_and_the_rest_is_whole()
    {
        var canary = await _company.AddWithPassword(
            "kanarievogel",
            "388",
            ("Input.Name", "Fluitina Oudenaam"),
            ("Input.Role", "Kooivogelkenner"),
            ("Input.Department", "Volierezaken"),
            ("Input.Mobile", "06 1234 0987")
        );
        await _company.Anna.Do(
            $"/admin/people/{canary}",
            Garage.Fields("kanarievogel", "388", ("Input.Name", "Kwetterina Zangzaad"), ("Input.Mobile", "06 1234 0987"))
        );
        var call = await Use(canary);
        foreach (var word in Words)
        {
            Assert.True((await _traces.InTables(word)).Count > 0, $"{word} is nowhere before");
        }

        await _company.Anna.Do($"/admin/people/{canary}/deactivate");
        var page = await _company.Anna.Open($"/admin/people/{canary}/erase");
        Assert.Contains("pseudoniem", page.Text("main"), StringComparison.Ordinal);
        var refused = await _company.Anna.Post($"/admin/people/{canary}/erase", ("Typed", "Kwetterina"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        await _company.Anna.Do($"/admin/people/{canary}/erase", ("Typed", "kwetterina zangzaad"));

        Assert.Contains("signed in from", host.Said, StringComparison.Ordinal); // it is the Host's log that is read
        foreach (var word in Words)
        {
            var (tables, files) = (await _traces.InTables(word), _traces.InFiles(word));
            Assert.True(tables.Count == 0, $"{word} is in {string.Join(", ", tables)}");
            Assert.True(files.Count == 0, $"{word} is in {string.Join(", ", files)}");
            var isLogged = host.Said.Contains(word, StringComparison.OrdinalIgnoreCase);
            Assert.False(isLogged, $"{word} is in the log");
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _company.Anna.Open($"/admin/people/{canary}/erase")).Status);
        Assert.DoesNotContain(canary.ToString(), (await _company.Anna.Open("/admin/people")).Body, StringComparison.Ordinal);
        await TheAuditLogIsWhole(canary);
        await TheCallIsKeptForTheOther(call);
    }

    [Fact]
    public async Task Nobody_is_erased_who_still_works_here()
    {
        var id = await _company.AddWithPassword("blijver", "389");

        Assert.Equal(HttpStatusCode.NotFound, (await _company.Anna.Open($"/admin/people/{id}/erase")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _company.Anna.Post($"/admin/people/{id}/erase", ("Typed", "Nieuwe blijver"))).Status);
        Assert.True(await _company.SignsIn("blijver"));
    }

    /// <returns>A call in which they talked with Bram.</returns>
    async Task<Guid> Use(Guid canary)
    {
        var browser = new Administrator(host, "kanarievogel", Garage.Password);
        await host.NewBrowser().SignIn("kanarievogel", Garage.Password, headers: ("User-Agent", "Zaadbrowser/7.0"));
        await host.NewBrowser().SignIn("kanarievogel", "een verkeerd wachtwoord", headers: ("User-Agent", "Zaadbrowser/7.0"));
        var sent = await browser.Send("/settings/profile/photo", "vogel.png", Pictures.Of(300, 300), field: "photo");
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        await browser.Do("/note", ("note", "Zit op stok zeven"));
        await browser.Do($"/presence/status/{UsualStatuses.Lunch}");
        await browser.Do($"/settings/status/{UsualStatuses.Lunch}", ("number", "030 388 7766"), ("isOn", "true"));
        var sound = await new Recorder(host).Record("202", with: "Zaadhandel", number: "06 1234 0987");
        Assert.True(File.Exists(new Recorder(host).PathOf("202", sound.Id)));

        var now = TimeProvider.System.GetUtcNow();
        await using var session = _company.Store.SessionFor(Garage.Id);
        var contact = new Contact(Guid.NewGuid(), canary, "Parkietje", "Grasgroen") { Notes = "Lust trosgierst" }.Indexed();
        session.Store(contact);
        session.Store(new RemovedContact(Guid.NewGuid(), canary, contact, now));
        session.Store(new BlockedNumber(Guid.NewGuid(), canary, "+31201112223", "Roofvogelbel", now));
        session.Store(new DialAlarm("CapPerDay", "Kwetterina Zangzaad", now, MailedAt: null));
        var (device, number, recording) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        session.Events.StartStream<Device>(
            device,
            new DeviceAdded(device, Garage.Id.Value, canary, "Kooitoestel", "voliereaccount", false, false, now),
            new DeviceChanged(device, PaperCalls.Bram, "Toestel van Bram", false, false)
        );
        var revoked = Guid.NewGuid();
        session.Events.StartStream<Device>(
            revoked,
            new DeviceAdded(revoked, Garage.Id.Value, canary, "Kooitelefoon", "voliereaccount2", false, false, now),
            new DeviceRevoked(revoked, now)
        );
        session.Events.StartStream<CompanyNumber>(
            number,
            new CompanyNumberAdded(
                number,
                new PhoneNumber("020 555 0177", "+31205550177"),
                "Lijn van Kwetterina Zangzaad",
                NumberKind.Personal,
                canary,
                Permitted.Only(canary)
            )
        );
        session.Events.StartStream<Recording>(
            recording,
            new RecordingMade(recording, canary, Guid.NewGuid(), "Merelzang", "202", false, now, TimeSpan.FromSeconds(9), 9, false, [1])
        );
        var (own, with) = (Guid.NewGuid(), Guid.NewGuid());
        session.Events.StartStream<VoicemailMessage>(own, Left(own, canary, caller: null, "Lijsterbericht", now));
        session.Events.StartStream<VoicemailMessage>(with, Left(with, PaperCalls.Bram, canary, "Kwetterina Zangzaad", now));
        session.Store(new MailboxPin(canary, "merelpin"));
        var planned = Planned.Entry("2026-11-24 12:30", "2026-11-24 13:30", Planned.Daily) with { PersonId = canary };
        session.Store(planned with { Plan = planned.Plan with { Title = "Lijsterbericht lezen" } });
        await session.SaveChangesAsync(Ct);
        await Lay(host.Services.GetRequiredService<MessageFolder>().PathOf(Garage.Id, canary, own), "OggS Lijsterbericht");
        await Lay(host.Services.GetRequiredService<MessageFolder>().PathOf(Garage.Id, PaperCalls.Bram, with), "OggS Kwetterina");
        await Lay(
            host.Services.GetRequiredService<RecordingFolder>().PathOf(Garage.Id, canary, RecordingKind.Personal, recording),
            "OggS Merelzang"
        );
        return await CallBram(canary, now);
    }

    static async Task Lay(string path, string sound)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, sound, Ct);
    }

    static VoicemailLeft Left(Guid id, Guid owner, Guid? caller, string name, DateTimeOffset now) =>
        new(id, owner, Guid.NewGuid(), caller, name, "388", CallerIsOutside: false, now, TimeSpan.FromSeconds(9), 9, [1]);

    async Task<Guid> CallBram(Guid canary, DateTimeOffset now)
    {
        var bram = new Guid(Administrator.PersonId("202"));
        var to = new CallPlaced(Guid.CreateVersion7(), now, canary, "Kwetterina Zangzaad", "388", "202", bram, "Bram Hofstra");
        var from = new CallPlaced(Guid.CreateVersion7(), now, null, "", "+31612340987", "+31205550101", bram, "Bram Hofstra")
        {
            CallerRaw = "0612340987",
        };
        await _company.Happened(
            to,
            to.Answered(3),
            new CallNoted(to.CallId, now.AddSeconds(9), canary, "Belt over nestkast"),
            to.Ended(60, CallOutcome.Completed),
            from,
            from.Ended(20, CallOutcome.NoAnswer)
        );
        return to.CallId;
    }

    async Task TheAuditLogIsWhole(Guid canary)
    {
        var chain = host.Services.GetRequiredService<AuditChain>();
        Assert.Null(await chain.Damage(Garage.Id, Ct));
        await using var session = _company.Store.SessionFor(Garage.Id);
        var entries = await session.Query<AuditEntry>().Where(entry => entry.By == canary || entry.AboutId == canary).ToListAsync(Ct);
        var pseudonym = $"#{canary.ToString("n")[..8]}";
        Assert.Single(entries, entry => entry.Act == AuditEntry.PersonErased && entry.Result is AuditResult.Done);
        Assert.Contains(entries, entry => entry.By == canary && entry.ByName == pseudonym && entry.Address.Length == 0);
        Assert.True(entries.Count > 5);

        // Names that somebody took out of the database without an erasure are missed.
        var other = (await session.Query<AuditEntry>().Where(entry => entry.ErasedFor == null).ToListAsync(Ct)).First(entry =>
            entry.ByName.Length > 0
        );
        session.Update(AuditSeal.WithoutBy(other, Guid.NewGuid(), "#00000000"));
        await session.SaveChangesAsync(Ct);
        Assert.Equal(other.Number, (await chain.Damage(Garage.Id, Ct))!.Number);
        session.Update(other);
        await session.SaveChangesAsync(Ct);
        Assert.Null(await chain.Damage(Garage.Id, Ct));
    }

    async Task TheCallIsKeptForTheOther(Guid call)
    {
        var kept = (await _company.Call(call))!;
        Assert.Equal(((Guid?)ErasedPerson.Nobody, "", "", 0), (kept.CallerId, kept.CallerName, kept.CallerExtension, kept.Notes.Count));
        Assert.Equal(TimeSpan.FromSeconds(57), kept.Duration);

        // What happens afterwards is in it too.
        host.Services.GetRequiredService<CallJournal>()
            .Append(Garage.Id, new CallNoted(call, kept.PlacedAt, kept.CalleeId!.Value, "Van Bram"));
        await Eventually.Is(async () => (await _company.Call(call))!.Notes is [{ Note: "Van Bram" }]);
        var log = await new Administrator(host, "bram").Open("/calls");
        Assert.Equal(HttpStatusCode.OK, log.Status);
    }

    static readonly string[] Words =
    [
        "kwetterina",
        "zangzaad",
        "fluitina",
        "kanarievogel",
        "kooivogelkenner",
        "volierezaken",
        "612340987",
        "zaadbrowser",
        "zaadhandel",
        "stok zeven",
        "030 388 7766",
        "parkietje",
        "trosgierst",
        "roofvogelbel",
        "kooitoestel",
        "kooitelefoon",
        "merelzang",
        "lijsterbericht",
        "merelpin",
        "nestkast",
    ];

    readonly Garage _company = new(host);
    readonly Traces _traces = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}

/// <summary>A Host whose log is read: the console, which others write to as well.</summary>
public sealed class LoggedHost(PostgresFixture postgres) : ConnectMeHost(postgres)
{
    readonly StringBuilder _said = new();
    TextWriter _console = TextWriter.Null;

    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    protected override Task<string> Database(string folder)
    {
        _console = Console.Out;
        Console.SetOut(new Both(_console, _said));
        return base.Database(folder);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Console.SetOut(_console);
    }

    sealed class Both(TextWriter console, StringBuilder said) : TextWriter
    {
        public override Encoding Encoding => console.Encoding;

        public override void Write(char value)
        {
            lock (said)
            {
                said.Append(value);
                console.Write(value);
            }
        }

        public override void Write(string? value)
        {
            lock (said)
            {
                said.Append(value);
                console.Write(value);
            }
        }
    }
}
