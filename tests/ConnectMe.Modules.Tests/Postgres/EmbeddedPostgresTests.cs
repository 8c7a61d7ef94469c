using ConnectMe.Host.Postgres;
using ConnectMe.Modules.Tests.Fixtures;
using Npgsql;

namespace ConnectMe.Modules.Tests.Postgres;

public sealed class EmbeddedPostgresTests : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    DataFolder _data = null!;

    public async ValueTask InitializeAsync() => _data = (await DataFolder.Open(_folder.Path, ServerAccount.Current, Ct)).Value!;

    [Fact]
    public async Task The_cluster_is_reached_by_its_socket_and_its_password_alone()
    {
        await using var postgres = await Started();

        Assert.Equal("", await Ask(postgres.ConnectionString, "show listen_addresses"));
        Assert.Equal(
            "scram-sha-256",
            await Ask(postgres.AdministratorConnectionString, "select distinct auth_method from pg_hba_file_rules")
        );
        Assert.Equal("false", await Ask(postgres.ConnectionString, "select rolsuper::text from pg_roles where rolname = current_user"));
        var modes = File.GetUnixFileMode(postgres.Server.SocketFolder);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, modes);
        Assert.True(postgres.Server.SocketFolder.Length < 60);
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guessed" };
        await Assert.ThrowsAsync<PostgresException>(() => Ask(wrong.ConnectionString, "select 1"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_data.PasswordFile));
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_stop_and_a_start()
    {
        await using (var first = await Started())
        {
            await Ask(first.ConnectionString, "create table kept (n int)");
            await Ask(first.ConnectionString, "insert into kept values (42) returning n::text");
        }

        // As after a reboot in a container: the pid that the file names is somebody else's by now.
        await File.WriteAllTextAsync(
            Path.Combine(_data.Cluster, "postmaster.pid"),
            $"{Environment.ProcessId}\n{_data.Cluster}\n1\n5432\n/run/gone\n\n  1 1\nready   \n",
            Ct
        );
        await using var second = await Started();

        Assert.Equal("42", await Ask(second.ConnectionString, "select n::text from kept"));
    }

    [Fact]
    public async Task A_server_left_running_is_taken_over()
    {
        var left = await Started(); // and never stopped, as by a Host that was killed
        var pid = left.Server.Pid;

        await using (var again = await Started())
        {
            Assert.Equal(pid, again.Server.Pid);
            Assert.Equal("1", await Ask(again.ConnectionString, "select 1::text"));
        }

        Assert.False(HostProcess.IsAlive(pid));
        Assert.False(Directory.Exists(left.Server.SocketFolder));
    }

    [Fact]
    public async Task A_server_left_running_that_does_not_answer_is_replaced()
    {
        var left = await Started();
        Directory.Delete(left.Server.SocketFolder, recursive: true); // somebody tidied up /tmp

        await using var again = await Started();

        Assert.NotEqual(left.Server.Pid, again.Server.Pid);
        Assert.Equal("1", await Ask(again.ConnectionString, "select 1::text"));
    }

    [Fact]
    public async Task Two_clusters_run_side_by_side()
    {
        using var otherFolder = new TemporaryFolder();
        using var otherData = (await DataFolder.Open(otherFolder.Path, ServerAccount.Current, Ct)).Value!;

        var both = await Task.WhenAll(Started(_data), Started(otherData));
        await using var one = both[0];
        await using var two = both[1];

        Assert.NotEqual(one.Server.SocketFolder, two.Server.SocketFolder);
        Assert.Equal("1", await Ask(one.ConnectionString, "select 1::text"));
        Assert.Equal("1", await Ask(two.ConnectionString, "select 1::text"));
    }

    [Fact]
    public async Task A_cluster_of_a_newer_version_is_refused_in_words()
    {
        Directory.CreateDirectory(_data.Cluster);
        await File.WriteAllTextAsync(Path.Combine(_data.Cluster, "PG_VERSION"), "99\n", Ct);

        var refused = await EmbeddedPostgres.Start(_data, Fast, ServerAccount.Current, Ct);

        Assert.Null(refused.Value);
        Assert.Contains("made by PostgreSQL 99", refused.Refusal, StringComparison.Ordinal);
        Assert.Contains("Install PostgreSQL 99.", refused.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_path_that_is_too_long_is_refused_in_words_and_nothing_is_made()
    {
        var sockets = "/tmp/" + new string('x', 95);

        var refused = await EmbeddedPostgres.Start(_data, Fast with { Sockets = sockets }, ServerAccount.Current, Ct);

        Assert.Contains("Linux allows 107", refused.Refusal, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_data.Cluster));
        Assert.False(Directory.Exists(sockets));
        Assert.Null(SocketFolder.Refusal("/tmp/" + new string('x', 88))); // 107 bytes with the socket's name
        Assert.NotNull(SocketFolder.Refusal("/tmp/" + new string('x', 89)));
    }

    [Fact]
    public async Task A_cluster_without_its_password_file_is_refused_in_words()
    {
        Directory.CreateDirectory(_data.Cluster);
        var version = (await PostgresBinaries.Find(ServerAccount.Current, Ct))[0].Major;
        await File.WriteAllTextAsync(Path.Combine(_data.Cluster, "PG_VERSION"), $"{version}\n", Ct);

        var refused = await EmbeddedPostgres.Start(_data, Fast, ServerAccount.Current, Ct);

        Assert.Contains("lost its password file", refused.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_start_that_was_cut_short_is_begun_anew()
    {
        Directory.CreateDirectory(_data.Cluster + ".new");
        await File.WriteAllTextAsync(Path.Combine(_data.Cluster + ".new", "PG_VERSION"), "15", Ct);
        await File.WriteAllTextAsync(_data.PasswordFile, "of the first try", Ct);

        await using var postgres = await Started();

        Assert.Equal("1", await Ask(postgres.ConnectionString, "select 1::text"));
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _data.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    Task<EmbeddedPostgres> Started() => Started(_data);

    static async Task<EmbeddedPostgres> Started(DataFolder data)
    {
        var started = await EmbeddedPostgres.Start(data, Fast, ServerAccount.Current, Ct);
        return started.Value ?? throw new InvalidOperationException(started.Refusal);
    }

    static async Task<string?> Ask(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Ct))?.ToString();
    }

    static readonly PostgresSettings Fast = new(Durable: false);

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
