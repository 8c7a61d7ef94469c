using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.People;

/// <summary>The people of each company that asked, without those who left, held as long as they are fresh, and longer while the database is away.</summary>
internal sealed class PeopleInMemory(IDocumentStore store, PeopleChanges changes, IEnumerable<IPlannedRoles> planned, TimeProvider time)
    : IPeople
{
    readonly ConcurrentDictionary<CompanyId, Known> _companies = new();

    /// <summary>In the role that they planned, unless they chose one since (M14.1-05).</summary>
    public async ValueTask<IReadOnlyList<Person>> Of(CompanyId company, CancellationToken ct)
    {
        var known = await Read(company, ct);
        var people = known.People;
        foreach (var plans in planned)
        {
            var roles = await RolesOf(plans, company, ct);
            if (roles.Count > 0)
            {
                people = [.. people.Select(person => roles.TryGetValue(person.Id, out var plan) ? known.With(person, plan) : person)];
            }
        }

        return people;
    }

    /// <summary>Plans that are not known while the database is away choose nothing.</summary>
    static async ValueTask<IReadOnlyDictionary<UserId, PlannedRole>> RolesOf(IPlannedRoles plans, CompanyId company, CancellationToken ct)
    {
        try
        {
            return await plans.Of(company, ct);
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            return Nothing;
        }
    }

    async ValueTask<Known> Read(CompanyId company, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var version = changes.VersionOf(company);
        if (_companies.TryGetValue(company, out var known) && now < known.FreshUntil && version == known.Version)
        {
            return known;
        }

        try
        {
            return _companies[company] = await Load(company, version, ct);
        }
        catch (Exception exception) when (known is not null && DatabaseAway.IsSaidBy(exception))
        {
            return _companies[company] = known with { FreshUntil = now + Fresh }; // calls do not wait for the database
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

    async Task<Known> Load(CompanyId company, long version, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var users = await query.Query<User>().Where(u => u.DeactivatedAt == null).OrderBy(u => u.Extension).ToListAsync(ct);
        var rights = await query.RightsOf(company, ct);
        var people = users
            .Select(u => new Person(new UserId(u.Id), u.Name, u.Extension, u.Role, u.IsAdministrator)
            {
                Email = u.Email,
                Department = u.Department,
                Mobile = u.Mobile,
                IsAgent = u.IsAgent,
                IsSupervisor = u.IsSupervisor,
                Language = u.Language,
                ProfileRole = u.ProfileRole,
                Rights = rights.Of(u.RightsTemplate, u.OwnRights),
            })
            .ToList();
        var chosen = users.Where(u => u.ProfileRoleChosenAt is not null).ToDictionary(u => u.Id, u => u.ProfileRoleChosenAt!.Value);
        return new Known(people, chosen, version, time.GetUtcNow() + Fresh);
    }

    /// <param name="RolesChosen">When people chose the role they are in.</param>
    sealed record Known(
        IReadOnlyList<Person> People,
        IReadOnlyDictionary<Guid, DateTimeOffset> RolesChosen,
        long Version,
        DateTimeOffset FreshUntil
    )
    {
        public Person With(Person person, PlannedRole plan) =>
            RolesChosen.TryGetValue(person.Id.Value, out var at) && at >= plan.Since ? person : person with { ProfileRole = plan.Role };
    }

    static readonly Dictionary<UserId, PlannedRole> Nothing = [];

    /// <summary>How late another machine's change may be seen.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
}
