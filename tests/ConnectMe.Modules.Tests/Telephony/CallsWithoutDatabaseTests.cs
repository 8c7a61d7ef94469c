using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConnectMe.Modules.Tests.Telephony;

public sealed class CallsWithoutDatabaseTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    static readonly UserId Anna = UserOf("201");
    static readonly UserId Bram = UserOf("202");
    readonly LineId _annas = new(Guid.NewGuid());
    readonly LineId _brams = new(Guid.NewGuid());

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    ISwitchboardGrain Switchboard => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Company.ToString());

    [Fact]
    [Spec("R1")]
    public async Task Calls_go_on_and_new_ones_are_placed_while_the_database_is_away_and_are_in_the_log_afterwards()
    {
        using var anna = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, Anna);
        await Switchboard.Post(new SwitchboardInput.LineUp(_annas, Anna));
        await Switchboard.Post(new SwitchboardInput.LineUp(_brams, Bram));
        var running = await Connect();

        await DatabaseOutage.Begin(ConnectionString, Ct);
        var call = await Connect(hangUp: running);
        await Switchboard.Post(new SwitchboardInput.HangUp(call, Bram));
        Assert.Equal(CallState.Ended, (await Switchboard.CallsOf(Anna)).Calls.Single(view => view.Id == call).State);
        await DatabaseOutage.End(ConnectionString, Ct);

        Assert.Equal(CallOutcome.Completed, (await Logged(running, anna)).Outcome);
        Assert.Equal(CallOutcome.Completed, (await Logged(call, anna)).Outcome);
    }

    string ConnectionString => host.Services.GetRequiredService<IConfiguration>().GetConnectionString("ConnectMe")!;

    async Task<CallId> Connect(CallId? hangUp = null)
    {
        if (hangUp is { } previous)
        {
            await Switchboard.Post(new SwitchboardInput.HangUp(previous, Anna));
        }

        var call = new CallId(Guid.CreateVersion7());
        await Switchboard.Post(new SwitchboardInput.Dial(call, Anna, _annas, "202"));
        await Switchboard.Post(new SwitchboardInput.Answer(call, Bram, _brams));
        Assert.Equal(CallState.Active, (await Switchboard.CallsOf(Bram)).Calls.Single(view => view.Id == call).State);
        return call;
    }

    /// <summary>The record of a call that has ended, as soon as it is there.</summary>
    async Task<CallRecord> Logged(CallId call, LiveSubscription told)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            await using var session = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Company);
            if (await session.LoadAsync<CallRecord>(call.Value, patience.Token) is { Outcome: not null } record)
            {
                return record;
            }

            await told.Next(TimeSpan.FromSeconds(1), patience.Token);
        }
    }

    static UserId UserOf(string extension) => new(DemoCompany.People.Single(person => person.Extension == extension).UserId);
}

/// <summary>A database that nobody can connect to is away.</summary>
internal static class DatabaseOutage
{
    public static Task Begin(string connectionString, CancellationToken ct) => Allow(connectionString, connections: false, ct);

    public static Task End(string connectionString, CancellationToken ct) => Allow(connectionString, connections: true, ct);

    static async Task Allow(string connectionString, bool connections, CancellationToken ct)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"""
            alter database {name} allow_connections {(connections ? "true" : "false")};
            select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}' and pid <> pg_backend_pid();
            """,
            connection
        );
        await command.ExecuteNonQueryAsync(ct);
    }
}
