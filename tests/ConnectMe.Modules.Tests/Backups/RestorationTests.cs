using System.IO.Compression;
using ConnectMe.Host.Backups;
using ConnectMe.Modules.Tests.Fixtures;
using Npgsql;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>A restore over something that is there: all of the new or all of the old, wherever it ends.</summary>
public sealed class RestorationTests(PostgresFixture postgres) : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly TemporaryFolder _other = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A12-03", "R14")]
    public async Task The_restored_state_takes_the_place_of_the_old_which_is_gone_when_it_has_started()
    {
        var (there, database, restoration) = await Installed("old");
        var zip = await Backup("new");

        await restoration.Run(zip, Ct);
        Assert.Null(await restoration.Recover(Ct)); // the start
        Assert.Equal("new", await Word(database));
        Assert.Equal("new", File.ReadAllText(Path.Combine(there.Data, "keys", "key.xml")));
        Assert.Equal("new", File.ReadAllText(Path.Combine(there.Data, "recordings", "c", "p", "r.ogg")));
        Assert.False(File.Exists(Path.Combine(there.Data, "only-old")));
        Assert.False(Directory.Exists(Path.Combine(there.Data, "telephony", "journal")));

        Assert.NotNull(await restoration.Confirm(Ct));
        Assert.Empty(BackupFiles.Files(there.Workshop));
        Assert.Equal(0L, await Count(database, "select count(*) from pg_namespace where nspname = 'connectme_before_restore'"));
        Assert.Null(await restoration.Recover(Ct));
        Assert.Equal("new", await Word(database));
    }

    [Fact]
    [Spec("A12-03")]
    public async Task When_the_restored_state_does_not_start_the_old_is_there_at_the_next_try()
    {
        var (there, database, restoration) = await Installed("old");
        var before = BackupFiles.Files(there.Data);
        await restoration.Run(await Backup("new"), Ct);
        Assert.Null(await restoration.Recover(Ct)); // the start, which fails

        Assert.Equal(RestorePhase.Starting, await restoration.Recover(Ct));

        Assert.Equal("old", await Word(database));
        Assert.Equal(before, BackupFiles.Files(there.Data));
        Assert.Null(await restoration.Confirm(Ct));
    }

    [Theory]
    [InlineData((int)RestorePhase.Database)]
    [InlineData((int)RestorePhase.Aside)]
    [InlineData((int)RestorePhase.Exchanged)]
    [Spec("A12-03")]
    public async Task Killed_at_any_moment_the_old_is_there(int phase)
    {
        var at = (RestorePhase)phase; // internal, so no parameter
        var (there, database, restoration) = await Installed("old");
        var before = BackupFiles.Files(there.Data);
        await restoration.Run(await Backup("new"), Ct);
        await GoBackTo(at, there);

        Assert.Equal(at, await restoration.Recover(Ct));

        Assert.Equal("old", await Word(database));
        Assert.Equal(before, BackupFiles.Files(there.Data));
    }

    [Fact]
    [Spec("A12-03")]
    public async Task A_dump_that_PostgreSQL_refuses_changes_nothing()
    {
        var (there, database, restoration) = await Installed("old");
        var before = BackupFiles.Files(there.Data);
        var zip = Path.Combine(_folder.Path, "bad.zip");
        BackupFiles.Forge(zip, [(BackupArchive.Database, "PGDMP and nothing else"u8.ToArray()), ("files/keys/key.xml", "new"u8.ToArray())]);

        var refused = await Assert.ThrowsAsync<BackupFaultException>(() => restoration.Run(zip, Ct));

        Assert.Equal(BackupFault.Database, refused.Fault);
        Assert.Equal("old", await Word(database));
        Assert.Equal(before, BackupFiles.Files(there.Data));
    }

    [Fact]
    [Spec("A12-03")]
    public async Task A_dump_with_other_rows_than_the_list_says_changes_nothing()
    {
        var (there, database, restoration) = await Installed("old");
        var before = BackupFiles.Files(there.Data);
        var zip = await Backup("new");
        Rewrite(zip, manifest => manifest with { Rows = new Dictionary<string, long> { ["word"] = 2 } });

        Assert.Equal(BackupFault.Altered, (await Assert.ThrowsAsync<BackupFaultException>(() => restoration.Run(zip, Ct))).Fault);

        Assert.Equal("old", await Word(database));
        Assert.Equal(before, BackupFiles.Files(there.Data));
    }

    [Fact]
    [Spec("A12-03")]
    public async Task Recordings_that_lie_elsewhere_come_back_where_this_machine_has_them()
    {
        var zip = await Backup("new");
        var there = new Installation(_folder.Path, _other.Path, Path.Combine(_folder.Path, "backups"));
        Directory.CreateDirectory(Path.Combine(_other.Path, "c", "p"));
        await File.WriteAllTextAsync(Path.Combine(_other.Path, "c", "p", "old.ogg"), "old", Ct);
        var database = await postgres.NewDatabase();
        var restoration = new Restoration(there, database, TimeProvider.System);

        await restoration.Run(zip, Ct);
        await restoration.Confirm(Ct);

        Assert.Equal(["c/p/r.ogg"], BackupFiles.Files(_other.Path).Keys);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    async Task<(Installation There, string Database, Restoration Restoration)> Installed(string word)
    {
        var database = await postgres.NewDatabase();
        var there = await Fill(Path.Combine(_folder.Path, "there"), database, word);
        await File.WriteAllTextAsync(Path.Combine(there.Data, "only-" + word), "", Ct);
        Directory.CreateDirectory(Path.Combine(there.Data, "telephony", "journal"));
        await File.WriteAllTextAsync(Path.Combine(there.Data, "telephony", "journal", "1"), "", Ct);
        return (there, database, new Restoration(there, database, TimeProvider.System));
    }

    async Task<string> Backup(string word)
    {
        var database = await postgres.NewDatabase();
        var there = await Fill(Path.Combine(_folder.Path, "backed-up"), database, word);
        var zip = Path.Combine(_folder.Path, "backup.zip");
        await using var file = File.Create(zip);
        await new BackupWriter(there, database, TimeProvider.System).Write(file, Ct);
        return zip;
    }

    /// <summary>A small installation: one word in its database and in its files.</summary>
    static async Task<Installation> Fill(string data, string database, string word)
    {
        await Execute(
            database,
            $"create schema connectme; create extension pg_trgm schema connectme; create table connectme.word (word text);"
                + $"create index word_idx on connectme.word using gin (word connectme.gin_trgm_ops); insert into connectme.word values ('{word}');"
                + "create table connectme.mt_doc_company (id uuid, data jsonb)"
        );
        Directory.CreateDirectory(Path.Combine(data, "keys"));
        Directory.CreateDirectory(Path.Combine(data, "recordings", "c", "p"));
        await File.WriteAllTextAsync(Path.Combine(data, "keys", "key.xml"), word, Ct);
        await File.WriteAllTextAsync(Path.Combine(data, "recordings", "c", "p", "r.ogg"), word, Ct);
        return new Installation(data, Path.Combine(data, "recordings"), Path.Combine(data, "backups"));
    }

    /// <summary>What lies on the disk when a restore is killed in this phase.</summary>
    static async Task GoBackTo(RestorePhase at, Installation there)
    {
        foreach (var place in there.Places)
        {
            if (at is not RestorePhase.Exchanged)
            {
                foreach (var entry in Directory.EnumerateFileSystemEntries(place.Root).Where(entry => !place.IsLeft(entry)).ToList())
                {
                    Directory.Move(entry, Path.Combine(place.New, Path.GetFileName(entry))); // not taken yet
                }

                foreach (
                    var entry in Directory
                        .EnumerateFileSystemEntries(place.Before)
                        .Take(at is RestorePhase.Database ? int.MaxValue : 1)
                        .ToList()
                )
                {
                    Directory.Move(entry, Path.Combine(place.Root, Path.GetFileName(entry))); // not put aside yet
                }
            }
        }

        var state = Path.Combine(there.Workshop, "state.json");
        var text = await File.ReadAllTextAsync(state, Ct);
        await File.WriteAllTextAsync(
            state,
            text.Replace($"\"Phase\":{(int)RestorePhase.OnTrial}", $"\"Phase\":{(int)at}", StringComparison.Ordinal),
            Ct
        );
    }

    static void Rewrite(string zip, Func<BackupManifest, BackupManifest> lie)
    {
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Update);
        BackupManifest manifest;
        using (var old = archive.GetEntry(BackupManifest.Name)!.Open())
        {
            manifest = BackupManifest.Read(old)!;
        }

        archive.GetEntry(BackupManifest.Name)!.Delete();
        using var entry = archive.CreateEntry(BackupManifest.Name).Open();
        entry.Write(lie(manifest).ToJson());
    }

    static async Task<string> Word(string database)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select word || case when to_regclass('connectme.word_idx') is null then ' without its index' else '' end from connectme.word",
            connection
        );
        return (string)(await command.ExecuteScalarAsync())!;
    }

    static async Task<long> Count(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
