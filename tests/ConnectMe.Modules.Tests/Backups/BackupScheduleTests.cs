using ConnectMe.Host.Backups;
using ConnectMe.Identity.Domain;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>Backups that make themselves, and what is said when they do not.</summary>
public sealed class BackupScheduleTests(BackupScheduleTests.ClosedHost host) : IClassFixture<BackupScheduleTests.ClosedHost>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-11-24T01:59:00Z", "2026-11-23T02:00:00Z")]
    [InlineData("2026-11-24T02:00:00Z", "2026-11-24T02:00:00Z")]
    [InlineData("2026-07-24T12:00:00Z", "2026-07-24T01:00:00Z")] // summer time
    [Spec("A12-03")]
    public void One_is_due_at_its_time_on_the_clock_of_the_company(string now, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null), BackupSettings.Standard.LastDue(DateTimeOffset.Parse(now, null)));

    [Fact]
    [Spec("A12-03")]
    public void A_night_that_was_missed_is_made_up_for_and_the_first_start_makes_none()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var installation = new Installation(_folder.Path, Path.Combine(_folder.Path, "r"), Path.Combine(_folder.Path, "b"));
        using var store = new BackupStore(installation, new BackupWriter(installation, "", time), time, NullLogger<BackupStore>.Instance);
        using var schedule = new BackupSchedule(store, null!, time, null!, NullLogger<BackupSchedule>.Instance);
        store.NoteStart();
        Assert.False(schedule.IsDue());

        time.Advance(TimeSpan.FromDays(3));
        Assert.True(schedule.IsDue());
        store.Settings = BackupSettings.Standard with { Daily = false };
        Assert.False(schedule.IsDue());
    }

    [Fact]
    [Spec("A12-03", "B18")]
    public async Task One_that_fails_is_told_by_mail_and_by_the_health_page()
    {
        await host.Services.GetRequiredService<BackupSchedule>().Make(byItself: true, Ct);

        await using var query = host.Services.GetRequiredService<IDocumentStore>().QuerySession();
        var mail = Assert.Single(await query.Query<OutgoingMail>().ToListAsync(Ct));
        Assert.Equal("Geen back-up van ConnectMe", mail.Subject);
        Assert.Contains("kan niet worden geschreven", mail.Text, StringComparison.Ordinal);
        var anna = new Administrator(host);
        var finding = (await anna.Open("/admin/health")).Document.QuerySelector("[data-finding=backup]")!;
        Assert.Equal("Broken", finding.GetAttribute("data-state"));
        Assert.Contains("kan niet worden geschreven", finding.TextContent, StringComparison.Ordinal);
        Assert.Contains("niet gemaakt", (await anna.Open("/admin/backup")).Text("#last-failure"), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Its backups are to lie where nothing can be written.</summary>
    public sealed class ClosedHost(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        protected override IEnumerable<(string Name, string Value)> Settings => [("Backup:Folder", "/proc/no-backups")];
    }
}
