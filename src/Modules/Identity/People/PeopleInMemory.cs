using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.People;

/// <summary>The people of each company that asked, without those who left, held as long as they are fresh, and longer while the database is away.</summary>
internal sealed class PeopleInMemory(IDocumentStore store, PeopleChanges changes, TimeProvider time) : IPeople
{
    readonly ConcurrentDictionary<CompanyId, Known> _companies = new();

    public async ValueTask<IReadOnlyList<Person>> Of(CompanyId company, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var version = changes.VersionOf(company);
        if (_companies.TryGetValue(company, out var known) && now < known.FreshUntil && version == known.Version)
        {
            return known.People;
        }

        try
        {
            var people = await Load(company, ct);
            _companies[company] = new Known(people, version, now + Fresh);
            return people;
        }
        catch (Exception exception) when (known is not null && DatabaseAway.IsSaidBy(exception))
        {
            _companies[company] = known with { FreshUntil = now + Fresh }; // calls do not wait for the database
            return known.People;
        }
    }

    /// <summary>"nl" or "en"; null: none was noted, or it is not known while the database is away.</summary>
    public async ValueTask<string?> LanguageOf(CompanyId company, UserId user, CancellationToken ct)
    {
        try
        {
            return (await Of(company, ct)).FirstOrDefault(person => person.Id == user)?.Language;
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            return null;
        }
    }

    async Task<IReadOnlyList<Person>> Load(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var users = await query.Query<User>().Where(u => u.DeactivatedAt == null).OrderBy(u => u.Extension).ToListAsync(ct);
        var rights = await query.RightsOf(company, ct);
        return
        [
            .. users.Select(u => new Person(new UserId(u.Id), u.Name, u.Extension, u.Role, u.IsAdministrator)
            {
                Email = u.Email,
                Department = u.Department,
                Mobile = u.Mobile,
                IsAgent = u.IsAgent,
                IsSupervisor = u.IsSupervisor,
                Language = u.Language,
                ProfileRole = u.ProfileRole,
                Rights = rights.Of(u.RightsTemplate, u.OwnRights),
            }),
        ];
    }

    sealed record Known(IReadOnlyList<Person> People, long Version, DateTimeOffset FreshUntil);

    /// <summary>How late another machine's change may be seen.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
}
