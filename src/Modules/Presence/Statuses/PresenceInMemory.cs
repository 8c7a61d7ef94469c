using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;
using ConnectMe.Presence.Domain;
using Marten;

namespace ConnectMe.Presence.Statuses;

/// <summary>The statuses of each company that asked, held as long as they are fresh, and longer while the database is away.</summary>
internal sealed class PresenceInMemory(IDocumentStore store, PresenceChanges changes, IPlannedStatuses planned, TimeProvider time)
    : IStatuses
{
    readonly CompanyMemory<PresenceOfCompany> _companies = new(changes, time, (company, ct) => Read(store, company, ct));

    public async ValueTask<PresenceOfCompany> Of(CompanyId company, CancellationToken ct)
    {
        var plans = await planned.Of(company, ct);
        var all = await _companies.Of(company, ct);
        return plans.Count == 0 ? all : all with { Planned = plans.ToLookup(one => one.Person.Value) };
    }

    async ValueTask<IReadOnlyList<CompanyStatus>> IStatuses.Of(CompanyId company, CancellationToken ct) =>
        [
            .. (await _companies.Of(company, ct)).Statuses.All.Select(status => new CompanyStatus(
                status.Id,
                status.Dutch,
                status.English,
                status.Disc
            )),
        ];

    static async Task<PresenceOfCompany> Read(IDocumentStore store, CompanyId company, CancellationToken ct)
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
}
