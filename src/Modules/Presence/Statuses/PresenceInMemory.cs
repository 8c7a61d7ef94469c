using System.Collections.Concurrent;
using ConnectMe.Kernel;
using ConnectMe.Presence.Domain;
using Marten;

namespace ConnectMe.Presence.Statuses;

/// <summary>The statuses of each company that asked, held as long as they are fresh, and longer while the database is away.</summary>
internal sealed class PresenceInMemory(IDocumentStore store, PresenceChanges changes, TimeProvider time)
{
    readonly ConcurrentDictionary<CompanyId, Known> _companies = new();

    public async ValueTask<PresenceOfCompany> Of(CompanyId company, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var version = changes.VersionOf(company);
        if (_companies.TryGetValue(company, out var known) && now < known.FreshUntil && version == known.Version)
        {
            return known.Presence;
        }

        try
        {
            var presence = await Load(company, ct);
            _companies[company] = new Known(presence, version, now + Fresh);
            return presence;
        }
        catch (Exception exception) when (known is not null && DatabaseAway.IsSaidBy(exception))
        {
            _companies[company] = known with { FreshUntil = now + Fresh }; // calls do not wait for the database
            return known.Presence;
        }
    }

    async Task<PresenceOfCompany> Load(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var id = PresenceStreams.Statuses(company);
        var statuses = await query.LoadAsync<CompanyStatuses>(id, ct) ?? UsualStatuses.Of(id);
        var chosen = (await query.Query<ChosenStatus>().ToListAsync(ct)).ToDictionary(choice => choice.Id);
        var forwardings = (await query.Query<Forwarding>().ToListAsync(ct)).ToLookup(forwarding => forwarding.PersonId);
        return new PresenceOfCompany(
            statuses,
            chosen
                .Keys.Union(forwardings.Select(of => of.Key))
                .ToDictionary(
                    person => person,
                    person => new PersonAvailability(chosen.GetValueOrDefault(person), [.. forwardings[person]])
                )
        );
    }

    sealed record Known(PresenceOfCompany Presence, long Version, DateTimeOffset FreshUntil);

    /// <summary>How late another machine's change may be seen.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
}
