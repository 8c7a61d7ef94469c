using System.Collections.Immutable;
using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Contacts.Screenings;

/// <summary>The screenings of each company that asked, held as long as they are fresh, and longer while the database is away.</summary>
internal sealed class ScreeningsInMemory(IDocumentStore store, ContactChanges changes, IPeople people, ILiveUpdates live, TimeProvider time)
    : IScreenings
{
    readonly CompanyMemory<ImmutableDictionary<UserId, Screening>> _companies = new(
        changes,
        time,
        (company, ct) => Read(store, people, company, ct)
    );

    public ValueTask<ImmutableDictionary<UserId, Screening>> Of(CompanyId company, CancellationToken ct) => _companies.Of(company, ct);

    public async Task Block(CompanyId company, UserId owner, string number, string name, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        await session.Block(owner.Value, [number], name, time.GetUtcNow(), ct);
        await session.SaveChangesAsync(ct);
        live.Publish(company, [owner], ContactsModule.Topic);
    }

    static async Task<ImmutableDictionary<UserId, Screening>> Read(
        IDocumentStore store,
        IPeople people,
        CompanyId company,
        CancellationToken ct
    )
    {
        await using var query = store.QueryFor(company);
        var blocked = (await query.Query<BlockedNumber>().ToListAsync(ct)).ToLookup(number => number.Owner);
        var choices = (await query.Query<CallerScreening>().ToListAsync(ct)).ToDictionary(choice => choice.Id);
        var screenings = ImmutableDictionary.CreateBuilder<UserId, Screening>();
        var everybodys = blocked[company.Value].Select(number => number.Number).ToList();
        var everybody = everybodys.Count == 0 ? [] : (await people.Of(company, ct)).Select(person => person.Id.Value);
        foreach (
            var owner in blocked.Select(numbers => numbers.Key).Where(owner => owner != company.Value).Union(choices.Keys).Union(everybody)
        )
        {
            var choice = choices.GetValueOrDefault(owner) ?? CallerScreening.None(owner);
            screenings[new UserId(owner)] = new Screening(
                choice.RejectsAnonymous,
                choice.OnlyContacts,
                blocked[owner].Select(number => number.Number).Concat(everybodys).ToHashSet(StringComparer.Ordinal),
                choice.OnlyContacts ? await NumbersOf(query, company, owner, ct) : new HashSet<string>()
            );
        }

        return screenings.ToImmutable();
    }

    static async Task<IReadOnlySet<string>> NumbersOf(IQuerySession query, CompanyId company, Guid owner, CancellationToken ct)
    {
        var ofCompany = company.Value;
        var numbers = await query
            .Query<NumberOfContact>()
            .Where(lead => lead.Owner == owner || lead.Owner == ofCompany)
            .Select(lead => lead.E164)
            .ToListAsync(ct);
        return numbers.ToHashSet(StringComparer.Ordinal);
    }
}
