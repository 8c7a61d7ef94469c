using ConnectMe.Chat.Domain;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Retention;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using ConnectMe.Modules.Tests.Calendar;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Recordings.Domain;
using ConnectMe.Telephony.Domain;
using ConnectMe.Voicemail.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ConnectMe.Modules.Tests.Retention;

/// <summary>The clock goes ten years on and nobody used anything: the sweeper leaves what is kept for good, and nothing else.</summary>
public sealed class TenYearsOnTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    [Spec("G1")]
    public async Task Ten_years_on_nothing_is_left_but_what_is_kept_for_good()
    {
        var gone = await _company.AddWithPassword("vertrokken", "391");
        await _company.Anna.Do($"/admin/people/{gone}/deactivate");
        await Fill(gone);
        foreach (var data in Removed)
        {
            foreach (var type in data.Holds.Where(type => type != typeof(CallEvent)))
            {
                Assert.True(await Count(type) > 0, $"{type.Name} is under no test");
            }
        }

        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddYears(10));
        await ActivatorUtilities.CreateInstance<RetentionSweeper>(host.Services, clock).Sweep(Garage.Id, Ct);

        foreach (var data in Removed.Where(data => data.Id != IdentityData.Audit))
        {
            foreach (var type in data.Holds.Where(type => type != typeof(CallEvent)))
            {
                Assert.True(await Count(type) == 0, $"{type.Name} is left");
            }
        }

        await using var query = _company.Store.QueryFor(Garage.Id);
        Assert.Equal(
            [AuditEntry.Tidied, AuditEntry.PersonErased],
            (await query.Query<AuditEntry>().Select(entry => entry.Act).ToListAsync(Ct)).Order(StringComparer.Ordinal).Distinct()
        );
        Assert.Empty(await query.Query<User>().Where(user => user.Id == gone).ToListAsync(Ct));
        Assert.NotEmpty(await query.Query<User>().ToListAsync(Ct));
        Assert.Empty((await query.LoadAsync<RetentionRun>(Garage.Id.Value, Ct))!.Failed);
        Assert.Equal(
            0,
            await Rows(
                "select count(*) from connectme.mt_events where type in ('call_placed', 'call_noted', 'call_ended', 'recording_made', 'voicemail_left')"
            )
        );
    }

    /// <summary>A table that the Host made and that no class speaks of.</summary>
    [Fact]
    [Spec("G1")]
    public async Task Every_table_is_of_a_class_or_of_the_store_itself()
    {
        await using var command = Source.CreateCommand(
            "select table_name::text from information_schema.tables where table_schema = 'connectme' and table_type = 'BASE TABLE'"
        );
        var tables = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(Ct))
        {
            while (await reader.ReadAsync(Ct))
            {
                tables.Add(reader.GetString(0));
            }
        }

        string[] ofTheStore =
        [
            "mt_events",
            "mt_streams",
            "mt_event_progression",
            "mt_event_projection_floors",
            "mt_high_water_skips",
            "mt_doc_deadletterevent",
        ];
        var known = host.Services.GetServices<DataClass>().SelectMany(data => data.Holds).Select(TableOf).Concat(ofTheStore);
        Assert.Contains("mt_doc_user", tables);
        Assert.Empty(tables.Except(known, StringComparer.Ordinal));
    }

    async Task Fill(Guid person)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (anna, company) = (PaperCalls.Anna, Garage.Id.Value);
        await using var session = _company.Store.SessionFor(Garage.Id);
        var placed = PaperCalls.AnnaCallsBram(now);
        session.Events.Append(
            placed.CallId,
            placed,
            new CallNoted(placed.CallId, now, anna, "iets"),
            placed.Ended(60, CallOutcome.Completed)
        );
        var recording = Guid.NewGuid();
        session.Events.StartStream<Recording>(
            recording,
            new RecordingMade(recording, anna, placed.CallId, "Bram", "202", false, now, TimeSpan.FromSeconds(9), 9, false, [1])
        );
        var message = Guid.NewGuid();
        session.Events.StartStream<VoicemailMessage>(
            message,
            new VoicemailLeft(message, anna, placed.CallId, CallerId: null, "Bram", "202", false, now, TimeSpan.FromSeconds(9), 9, [1])
        );
        var chat = Conversation.IdOf(anna, PaperCalls.Bram);
        var said = new ChatMessage(Guid.NewGuid(), chat, 1, anna, now, "iets");
        session.Store(said);
        session.Store(new Conversation(chat, IsGroup: false, [anna, PaperCalls.Bram], now).With(said));
        session.Store(ChatMember.Of(chat, anna, from: 0));
        session.Store(new GroupPicture(chat, "a", [1]));
        session.Store(
            new OutgoingMail
            {
                Id = Guid.NewGuid(),
                CompanyId = company,
                To = "x@example",
                QueuedAt = now,
                NextTryAt = now.AddDays(1),
            }
        );
        session.Store(
            new PasswordLink
            {
                Id = Guid.NewGuid(),
                CompanyId = company,
                UserId = anna,
                TokenHash = "a",
                SentAt = now,
                ExpiresAt = now,
            }
        );
        session.Store(
            new PhoneLink
            {
                Id = Guid.NewGuid(),
                CompanyId = company,
                UserId = anna,
                TokenHash = "b",
                ExpiresAt = now,
            }
        );
        session.Store(
            new PendingSignIn
            {
                Id = Guid.NewGuid(),
                CompanyId = company,
                UserId = anna,
                TokenHash = "c",
                StartedAt = now,
            }
        );
        session.Store(new PendingFactor(anna, Guid.NewGuid(), SecondFactorMethod.App, now));
        session.Store(new PendingPeople(anna, "mensen.csv", [1], now));
        session.Store(new ImportedPeople(Guid.NewGuid(), anna, now, [], []));
        session.Store(new PendingDays(company, "dagen.ics", [1], now));
        session.Store(Planned.Entry("2026-11-24 12:30", "2026-11-24 13:30") with { PersonId = anna, CompanyId = company });
        session.Store(new RemovedContact(Guid.NewGuid(), anna, new Contact(Guid.NewGuid(), anna, "Oude", "Bekende"), now));
        session.Store(new PendingImport(anna, "contacten.csv", [1], now));
        session.Store(new ImportedContacts(Guid.NewGuid(), anna, [], now));
        session.Store(
            new PushSubscription(Guid.NewGuid(), anna, Guid.NewGuid(), "https://push.example/1", [1], [2], "https://x.example", "nl", now)
        );
        session.Store(new DialAlarm("CapPerDay", "Bram Hofstra", now, MailedAt: null));
        session.Store(new ReachedFromOutside(company, now, anna, "203.0.113.7", 3478, []));
        await session.SaveChangesAsync(Ct);
    }

    IEnumerable<DataClass> Removed => host.Services.GetServices<DataClass>().Where(data => !data.Standard.IsEver);

    static string TableOf(Type type) => $"mt_doc_{type.Name.ToLowerInvariant()}";

    Task<long> Count(Type type) => Rows($"select count(*) from connectme.{TableOf(type)}");

    async Task<long> Rows(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    NpgsqlDataSource Source => host.Services.GetRequiredService<NpgsqlDataSource>();

    readonly Garage _company = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
