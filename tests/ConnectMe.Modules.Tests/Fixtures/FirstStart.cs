using ConnectMe.Host.Postgres;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>
/// What a Host's first start leaves: the tables of all modules, the demo company where it was asked for, and a data folder. Made once per run; the other Hosts start
/// on a copy, as an installation does every time but once, since making it takes half of a start.
/// </summary>
internal sealed class FirstStart : ConnectMeHost
{
    readonly PostgresFixture _postgres;
    readonly bool _demo;
    string _folder = "";

    FirstStart(PostgresFixture postgres, bool demo)
        : base(postgres) => (_postgres, _demo) = (postgres, demo);

    public string DatabaseName { get; private set; } = "";

    protected override bool Demo => _demo;

    public static async Task<FirstStart> Make(PostgresFixture postgres, bool demo)
    {
        var first = new FirstStart(postgres, demo);
        await first.InitializeAsync();
        if (demo)
        {
            await first.MakePasswordsCheap();
        }

        await first.Stop();
        await postgres.Close(first.DatabaseName);
        return first;
    }

    public void CopyFolder(string to)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(_folder, path));
            if (Directory.Exists(path))
            {
                Directory.CreateDirectory(copy, File.GetUnixFileMode(path));
            }
            else if (path != Path.Combine(_folder, DataFolder.LockFile)) // its process may have it a moment longer
            {
                File.Copy(path, copy);
            }
        }
    }

    protected override async Task<string> Database(string folder)
    {
        _folder = folder;
        var database = await _postgres.NewDatabase();
        DatabaseName = new NpgsqlConnectionStringBuilder(database).Database!;
        return database;
    }

    /// <summary>A sign-in of theirs asks for one iteration instead of 220,000: nearly each test has one, and another time than the guesser's is not what it is about.</summary>
    async Task MakePasswordsCheap()
    {
        await using var session = Services.GetRequiredService<IDocumentStore>().SessionFor(new CompanyId(DemoCompany.Id));
        session.Store(DemoCompany.People.Select(person => new Credential(person.UserId, CheapHash)).ToArray());
        await session.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>Of the demo's password.</summary>
    const string CheapHash = "pbkdf2-sha512$1$AAAAAAAAAAAAAAAAAAAAAA$BW9Oiuk-P8P6Rr0jhtfQmuPBN1atrI4B-HAzgbGPaKk";
}
