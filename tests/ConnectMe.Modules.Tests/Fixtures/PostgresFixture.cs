using System.Collections.Concurrent;
using ConnectMe.Host;
using ConnectMe.Host.Postgres;
using ConnectMe.Modules.Tests.Fixtures;
using JasperFx;
using Marten;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>
/// One real PostgreSQL for the run, started by the Host's own code. A test class takes it as a constructor argument and makes itself a database:
/// <c>await postgres.NewDatabase()</c> for a connection string, <c>await postgres.NewStore(SomeModule.Documents)</c> for a Marten store with its tables.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    readonly ConcurrentDictionary<bool, Lazy<Task<FirstStart>>> _firstStarts = new();
    DataFolder? _data;
    EmbeddedPostgres? _postgres;

    public async ValueTask InitializeAsync()
    {
        var account = ServerAccount.Current;
        var data = await DataFolder.Open(_folder.Path, account, CancellationToken.None);
        _data = data.Value ?? throw new InvalidOperationException(data.Refusal);
        var started = await EmbeddedPostgres.Start(_data, new PostgresSettings(Durable: false), account, CancellationToken.None);
        _postgres = started.Value ?? throw new InvalidOperationException(started.Refusal);
    }

    public Task<string> NewDatabase() => NewDatabase("template1");

    /// <summary>What the Host's first start leaves, as if this had been the one: everything in a database of its own and in this folder.</summary>
    public async Task<string> NewInstallation(string folder, bool demo)
    {
        var first = await _firstStarts.GetOrAdd(demo, which => new(() => FirstStart.Make(this, which))).Value;
        first.CopyFolder(folder);
        return await NewDatabase(first.DatabaseName);
    }

    async Task<string> NewDatabase(string template)
    {
        var name = $"test_{Guid.NewGuid():n}";
        await Administer($"create database {name} owner connectme template {template}");
        return new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    /// <summary>The database goes away, under the hands of whoever uses it.</summary>
    public Task DropDatabase(string connectionString) =>
        Administer($"drop database {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    /// <summary>Nobody can use it any more: databases can be copied from it.</summary>
    public Task Close(string database) =>
        Administer(
            $"""
            alter database {database} allow_connections false;
            select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'
            """
        );

    /// <summary>A store like the Host's, on a database of its own, with the tables of these modules.</summary>
    public async Task<DocumentStore> NewStore(params Action<StoreOptions>[] modules)
    {
        var connectionString = await NewDatabase();
        var store = DocumentStore.For(options =>
        {
            options.Connection(connectionString);
            Storage.Configure(options);
            foreach (var module in modules)
            {
                module(options);
            }
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        return store;
    }

    async Task Administer(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres!.AdministratorConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var first in _firstStarts.Values)
        {
            await (await first.Value).DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        _data?.Dispose();
        _folder.Dispose();
    }
}
