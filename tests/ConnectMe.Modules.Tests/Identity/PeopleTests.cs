using ConnectMe.Identity;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class PeopleTests(PostgresFixture postgres) : IAsyncLifetime
{
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    readonly PeopleChanges _changes = new(new ServiceCollection().BuildServiceProvider());
    readonly CompanyId _garage = new(Guid.NewGuid());
    DocumentStore _store = null!;
    PeopleInMemory _people = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await postgres.NewStore(IdentityModule.Documents, options => options.Listeners.Add(_changes));
        _people = new PeopleInMemory(_store, _changes, [], _time);
    }

    [Fact]
    public async Task A_person_added_is_there_at_the_next_look()
    {
        await Add(_garage, "Anna de Vries", "anna", "201");
        var before = await _people.Of(_garage, Ct);

        await Add(_garage, "Bram Hofstra", "bram", "202");
        var after = await _people.Of(_garage, Ct);

        Assert.Equal(["201"], before.Select(p => p.Extension));
        Assert.Equal(["201", "202"], after.Select(p => p.Extension));
        Assert.Same(after, await _people.Of(_garage, Ct)); // from memory
    }

    [Fact]
    public async Task Companies_do_not_see_each_others_people()
    {
        var bakery = new CompanyId(Guid.NewGuid());
        await Add(_garage, "Anna de Vries", "anna.g", "201");
        await Add(bakery, "Piet Bakker", "piet.b", "201");

        Assert.Equal(["Anna de Vries"], (await _people.Of(_garage, Ct)).Select(p => p.Name));
        Assert.Equal(["Piet Bakker"], (await _people.Of(bakery, Ct)).Select(p => p.Name));
    }

    [Fact]
    public async Task People_are_known_while_the_database_is_away()
    {
        await Add(_garage, "Anna de Vries", "anna", "201");
        await _people.Of(_garage, Ct);
        await using (var session = _store.LightweightSession())
        {
            session.QueueSqlCommand("drop table connectme.mt_doc_user");
            await session.SaveChangesAsync(Ct);
        }

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Single(await _people.Of(_garage, Ct));
    }

    [Fact]
    public async Task A_name_is_one_accounts_in_the_whole_installation()
    {
        await Add(_garage, "Anna de Vries", "anna", "201");

        await Assert.ThrowsAsync<DocumentAlreadyExistsException>(() => Add(new CompanyId(Guid.NewGuid()), "Anna Bos", " ANNA", "101"));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    async Task Add(CompanyId company, string name, string userName, string extension)
    {
        await using var session = _store.SessionFor(company);
        var added = new UserAdded(Guid.NewGuid(), name, userName, $"{userName.Trim()}@{company}.example", extension, "");
        session.AddUser(company.Value, added, "no password");
        await session.SaveChangesAsync(Ct);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
