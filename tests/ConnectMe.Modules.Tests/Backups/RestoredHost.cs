using ConnectMe.Host.Backups;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>Started on what a backup was restored to: a database and a folder that had nothing.</summary>
/// <param name="rows">What the database must have before anything has started on it; null: not looked at.</param>
internal sealed class RestoredHost(PostgresFixture postgres, string zip, IReadOnlyDictionary<string, string>? rows = null)
    : ConnectMeHost(postgres)
{
    readonly PostgresFixture _postgres = postgres;

    public string Folder { get; private set; } = "";

    public string ConnectionString { get; private set; } = "";

    public RestoreReport? Report { get; private set; }

    protected override bool Demo => false;

    protected override async Task<string> Database(string folder)
    {
        var database = ConnectionString = await _postgres.NewDatabase();
        Folder = folder;
        var installation = new Installation(folder, Path.Combine(folder, "recordings"), Path.Combine(folder, "backups"));
        Report = await new Restoration(installation, database, TimeProvider.System).Run(zip, CancellationToken.None);
        if (rows is not null)
        {
            Assert.Equal(rows, await BackupFiles.Content(database));
        }

        return database;
    }
}
