using System.Net;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Retention;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConnectMe.Modules.Tests.Retention;

/// <summary>How long what is kept, on the page and by the sweeper.</summary>
public sealed class RetentionTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    [Spec("G1")]
    public async Task An_administrator_sees_every_class_and_what_is_older_than_they_choose_is_removed()
    {
        var page = await _company.Anna.Open("/admin/retention");
        foreach (var one in Classes)
        {
            var row = page.Document.QuerySelector($"[data-class='{one.Id}']");
            Assert.True(row is not null && row.TextContent.Length > 60, one.Id);
        }

        Assert.Equal("30 dagen", page.Text("[data-class=recordings] a"));
        Assert.Equal("/admin/recordings", page.Document.QuerySelector("[data-class=recordings] a")!.GetAttribute("href"));
        await _company.Anna.Do("/admin/recordings", ("Input.Minutes", "5"), ("Input.Megabytes", "10"), ("Input.Days", "45"));
        Assert.Equal("45 dagen", (await _company.Anna.Open("/admin/retention")).Text("[data-class=recordings] a"));

        var (old, young) = (await Call(Now.AddDays(-40)), await Call(Now.AddDays(-20)));
        await Sweeper().Sweep(Garage.Id, Ct);
        Assert.NotNull(await _company.Call(old));

        var saved = await _company.Anna.Do("/admin/retention", ("Periods[calls]", "30d"), ("Periods[audit]", "24m"));
        Assert.Equal("30d", saved.Document.QuerySelector("#kept-calls option[selected]")!.GetAttribute("value"));
        await Sweeper().Sweep(Garage.Id, Ct);

        Assert.Null(await _company.Call(old));
        Assert.NotNull(await _company.Call(young));
        Assert.Equal(0L, await Count($"select count(*) from connectme.mt_events where stream_id = '{old}'"));
        var health = await _company.Anna.Open("/admin/health");
        Assert.Contains("Belgeschiedenis 1", health.Text("[data-finding=retention]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calls", "31d")]
    [InlineData("mail", "12m")]
    [InlineData("nothing", "12m")]
    [InlineData("audit", "1d")]
    public async Task What_cannot_be_chosen_is_refused(string what, string period)
    {
        var answer = await _company.Anna.Post("/admin/retention", ($"Periods[{what}]", period));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("Kies een van de termijnen", answer.Text("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("G1")]
    public async Task A_sweep_that_is_a_day_late_is_an_alarm_on_system_status()
    {
        await using (var session = _company.Store.SessionFor(OtherCompany.Id))
        {
            session.Store(new RetentionRun(OtherCompany.Id.Value, Now, [], ["calls"]) { DoneAt = Now.AddHours(-25) });
            await session.SaveChangesAsync(Ct);
        }

        var check = host.Services.GetServices<ConnectMe.Kernel.Health.ISystemCheck>().OfType<RetentionCheck>().Single();
        Assert.Equal(ConnectMe.Kernel.Health.FindingState.Broken, Assert.Single(await check.Look(OtherCompany.Id, Ct)).State);

        await Sweeper().Sweep(OtherCompany.Id, Ct);
        Assert.Equal(ConnectMe.Kernel.Health.FindingState.Good, Assert.Single(await check.Look(OtherCompany.Id, Ct)).State);
    }

    async Task<Guid> Call(DateTimeOffset at)
    {
        var placed = PaperCalls.AnnaCallsBram(at);
        await using var session = _company.Store.SessionFor(Garage.Id);
        session.Events.Append(placed.CallId, placed, placed.Ended(60, CallOutcome.Completed));
        await session.SaveChangesAsync(Ct);
        return placed.CallId;
    }

    async Task<long> Count(string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    RetentionSweeper Sweeper() => host.Services.GetRequiredService<RetentionSweeper>();

    IEnumerable<DataClass> Classes => host.Services.GetServices<DataClass>();

    readonly Garage _company = new(host);

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
