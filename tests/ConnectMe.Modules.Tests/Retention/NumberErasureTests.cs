using System.Net;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Presence;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Presence.Domain;
using ConnectMe.Telephony.Domain;
using ConnectMe.Voicemail.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Retention;

/// <summary>Somebody outside asks to be forgotten: what is kept under their number is counted, and then found nowhere.</summary>
public sealed class NumberErasureTests(LoggedHost host) : IClassFixture<LoggedHost>
{
    const string Page = "/admin/retention/number";
    const string Number = "+31301237654";

    [Fact]
    [Spec("G1")]
    public async Task A_number_from_outside_is_counted_by_kind_and_then_found_nowhere()
    {
        var (call, organisation, sound) = await Use();
        Assert.Contains($"href=\"{Page}\"", (await _company.Anna.Open("/admin/retention")).Body, StringComparison.Ordinal);

        var shown = await _company.Anna.Do(Page, ("Number", "030 123 7654"), ("erase", "false"));

        string[] kept =
        [
            .. shown
                .Document.QuerySelectorAll("li[data-kind]")
                .Select(one => $"{one.GetAttribute("data-kind")} {one.QuerySelector("b")!.TextContent}"),
        ];
        Assert.Equal(["Calls 2", "Notes 2", "Recordings 1", "Voicemail 1", "Contacts 4", "Blocked 1", "Forwardings 2"], kept);
        foreach (var word in Words)
        {
            Assert.True((await _traces.InTables(word)).Count > 0, $"{word} is nowhere before");
        }

        var erased = await _company.Anna.Do(Page, ("Number", "030 123 7654"), ("erase", "true"));

        Assert.Contains("Gewist", erased.Text("[role=status]"), StringComparison.Ordinal);
        foreach (var word in Words)
        {
            var tables = await _traces.InTables(word);
            Assert.True(tables.Count == 0, $"{word} is in {string.Join(", ", tables)}");
            Assert.False(host.Said.Contains(word, StringComparison.OrdinalIgnoreCase), $"{word} is in the log");
        }

        Assert.False(File.Exists(sound));
        var again = await _company.Anna.Do(Page, ("Number", Number), ("erase", "false"));
        Assert.Contains("bewaren we niets", again.Text("#kept-of-number"), StringComparison.Ordinal);
        await TheRestIsWhole(call, organisation);
    }

    [Fact]
    public async Task What_is_no_number_or_not_from_outside_is_refused()
    {
        await _company.Add("mobielbezitter", "381", ("Input.Mobile", "06 1234 0765"));
        await using (var session = _company.Store.SessionFor(Garage.Id))
        {
            var id = Guid.NewGuid();
            session.Events.StartStream<CompanyNumber>(
                id,
                new CompanyNumberAdded(
                    id,
                    new PhoneNumber("030 123 7650", "+31301237650"),
                    "Algemeen",
                    NumberKind.Personal,
                    null,
                    Permitted.Nobody
                )
            );
            await session.SaveChangesAsync(Ct);
        }

        foreach (
            var (number, why) in new[]
            {
                ("201", "volledig"),
                ("", "volledig"),
                ("06 1234 0765", "medewerker"),
                ("030 123 7650", "bedrijf"),
            }
        )
        {
            var refused = await _company.Anna.Post(Page, ("Number", number), ("erase", "true"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(why, refused.Text("#number-e"), StringComparison.Ordinal);
        }
    }

    async Task<(Guid Call, Guid Organisation, string Sound)> Use()
    {
        var bram = new Guid(Administrator.PersonId("202"));
        var (now, organisation) = (TimeProvider.System.GetUtcNow(), Guid.NewGuid());
        var sound = await new Recorder(host).Record("202", with: "Wielewaal", number: "030 123 7654");
        await using (var session = _company.Store.SessionFor(Garage.Id))
        {
            ContactNumber theirs = new(NumberType.Mobile, "030 123 7654", Number);
            session.Store(new Contact(Guid.NewGuid(), bram, "Wiele", "Waalstra") { Numbers = [theirs], Notes = "Roept dudeljo" }.Indexed());
            session.Store(new Contact(_shared, Garage.Id.Value, "Wiel", "Gedeeldvogel") { Numbers = [theirs] }.Indexed());
            session.Store(
                new RemovedContact(Guid.NewGuid(), bram, new Contact(Guid.NewGuid(), bram, "Weg", "Wielvlogen") { Numbers = [theirs] }, now)
            );
            session.Store(
                new Contact(organisation, Garage.Id.Value, "", "")
                {
                    Company = "Boomgaard BV",
                    Numbers = [theirs, new ContactNumber(NumberType.Work, "030 123 0001", "+31301230001")],
                }.Indexed()
            );
            session.Store(new BlockedNumber(Guid.NewGuid(), bram, Number, "Wielewaal", now));
            var left = Guid.NewGuid();
            session.Events.StartStream<VoicemailMessage>(
                left,
                new VoicemailLeft(left, bram, left, null, "Wielewaal", "030 123 7654", true, now, TimeSpan.FromSeconds(9), 9, [1])
            );
            await session.SaveChangesAsync(Ct);
        }

        await new Administrator(host, "bram").Do($"/settings/status/{UsualStatuses.Lunch}", ("number", "030 123 7654"), ("isOn", "true"));
        await _company.Anna.Do(
            $"/admin/statuses/{UsualStatuses.Away}",
            StatusesPageTests.Fields(
                ("Input.Dutch", "Afwezig"),
                ("Input.English", "Away"),
                ("Input.Disc", "away"),
                ("Input.Fixed.Then", "Number"),
                ("Input.Fixed.Number", "030 123 7654")
            )
        );

        var from = new CallPlaced(Guid.CreateVersion7(), now, null, "Wielewaal", Number, "+31205550101", bram, "Bram Hofstra")
        {
            CallerRaw = "0301237654",
        };
        var to = new CallPlaced(Guid.CreateVersion7(), now, bram, "Bram Hofstra", "202", Number, null, "Wielewaal");
        await _company.Happened(
            from,
            from.Answered(3),
            new CallNoted(from.CallId, now.AddSeconds(9), bram, "Dudeljo wil kersen"),
            from.Ended(60, CallOutcome.Completed),
            to,
            new CallNoted(to.CallId, now.AddSeconds(9), bram, "Dudeljo niet thuis"),
            to.Ended(20, CallOutcome.NoAnswer)
        );
        return (from.CallId, organisation, new Recorder(host).PathOf("202", sound.Id));
    }

    async Task TheRestIsWhole(Guid call, Guid organisation)
    {
        var kept = (await _company.Call(call))!;
        Assert.Equal(
            ("", "", 0, TimeSpan.FromSeconds(57)),
            (kept.CallerName, kept.CallerExtension, kept.Notes.Count, kept.Duration!.Value)
        );
        Assert.True(kept.IsOutside);
        Assert.Equal(HttpStatusCode.OK, (await new Administrator(host, "bram").Open("/calls")).Status);
        await using var query = _company.Store.QueryFor(Garage.Id);
        Assert.Equal("+31301230001", Assert.Single((await query.LoadAsync<Contact>(organisation, Ct))!.Numbers).E164);
        Assert.Null(await host.Services.GetRequiredService<AuditChain>().Damage(Garage.Id, Ct));
        var entry = Assert.Single(await query.Query<AuditEntry>().Where(e => e.Act == AuditEntry.NumberErased).ToListAsync(Ct));
        Assert.Equal((AuditResult.Done, $"#{entry.AboutId!.Value.ToString("n")[..8]}"), (entry.Result, entry.About));
    }

    static readonly string[] Words = ["301237654", "030 123 7654", "wielewaal", "waalstra", "gedeeldvogel", "wielvlogen", "dudeljo"];

    readonly Garage _company = new(host);
    readonly Traces _traces = new(host);
    readonly Guid _shared = Guid.NewGuid();

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
