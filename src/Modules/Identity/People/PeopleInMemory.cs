using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace ConnectMe.Identity.People;

/// <summary>The people of each company that asked, held as long as they are fresh, and longer while the database is away.</summary>
internal sealed class PeopleInMemory(IDocumentStore store, TimeProvider time) : IPeople
{
    readonly ConcurrentDictionary<CompanyId, Known> _companies = new();

    public async ValueTask<IReadOnlyList<Person>> Of(CompanyId company, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_companies.TryGetValue(company, out var known) && now < known.FreshUntil)
        {
            return known.People;
        }

        try
        {
            var people = await Load(company, ct);
            _companies[company] = new Known(people, now + Fresh);
            return people;
        }
        catch (Exception exception) when (known is not null && exception is NpgsqlException or MartenCommandException)
        {
            _companies[company] = known! with { FreshUntil = now + Fresh }; // calls do not wait for the database
            return known.People;
        }
    }

    /// <summary>After a change here; other machines see it when their copy is no longer fresh.</summary>
    public void Changed(CompanyId company)
    {
        if (_companies.TryGetValue(company, out var known))
        {
            _companies[company] = known with { FreshUntil = default };
        }
    }

    async Task<IReadOnlyList<Person>> Load(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var users = await query.Query<User>().OrderBy(u => u.Extension).ToListAsync(ct);
        return [.. users.Select(u => new Person(new UserId(u.Id), u.Name, u.Extension, u.Role))];
    }

    sealed record Known(IReadOnlyList<Person> People, DateTimeOffset FreshUntil);

    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
}
