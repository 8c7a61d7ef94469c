using System.Collections.Concurrent;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using Marten;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>Answers with what was asked lately from memory: the call widget asks again at each change of a call.</summary>
internal sealed class ContactBook(IDocumentStore store, ContactChanges changes, ContactTexts texts, HomeRegion home, TimeProvider time)
    : IContactBook
{
    readonly ConcurrentDictionary<(CompanyId, UserId), Known> _owners = new();

    public async ValueTask<IReadOnlyDictionary<string, KnownContact>> Find(
        CompanyId company,
        UserId owner,
        IReadOnlyCollection<string> numbers,
        CancellationToken ct
    )
    {
        var before = _owners.GetValueOrDefault((company, owner));
        var known = IsFresh(before, company) ? before! : NewlyKnown(company, new(StringComparer.Ordinal));
        string[] asked = [.. numbers.Distinct(StringComparer.Ordinal).Where(number => !known.Numbers.ContainsKey(number))];
        if (asked.Length > 0)
        {
            try
            {
                await Load(known, company, owner, asked, ct);
                _owners[(company, owner)] = known;
            }
            catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
            {
                // Calls do not wait for the database, nor ask it at each change: what was known holds, the rest are strangers for now.
                known = NewlyKnown(company, before?.Numbers ?? known.Numbers);
                foreach (var number in asked)
                {
                    known.Numbers.TryAdd(number, value: null);
                }

                _owners[(company, owner)] = known;
            }
        }

        var found = new Dictionary<string, KnownContact>(StringComparer.Ordinal);
        foreach (var number in numbers)
        {
            if (known.Numbers.GetValueOrDefault(number) is { } contact)
            {
                found[number] = contact;
            }
        }

        return found;
    }

    public async ValueTask<IReadOnlyList<FoundContact>> Search(
        CompanyId company,
        UserId owner,
        string typed,
        int most,
        CancellationToken ct
    )
    {
        try
        {
            await using var query = store.QueryFor(company);
            var parts = SearchText.Parts(typed);
            Guid[] owners = [owner.Value, company.Value];
            var marks = await query.LoadManyAsync<MarkedColleagues>(ct, owners);
            Guid[] marked = [.. marks.SelectMany(of => of.Vips.Concat(of.Favourites))];
            var first = parts.Count == 0 ? [] : await ContactSearch.Preferred(query, owners, marked, parts, numbers: [], most, ct);
            var rest = await ContactSearch.Find(query, texts, owners, typed, after: null, most, ct);
            var found = first.Concat(rest).DistinctBy(contact => contact.Id).Take(most);
            return [.. found.Where(contact => contact.Numbers.Count > 0).Select(contact => Found(contact, IsVip(contact, marks), typed))];
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            return []; // colleagues and numbers can still be called
        }
    }

    Known NewlyKnown(CompanyId company, ConcurrentDictionary<string, KnownContact?> numbers) =>
        new(changes.VersionOf(company), time.GetUtcNow() + Fresh, numbers);

    bool IsFresh(Known? known, CompanyId company) =>
        known is not null
        && known.Version == changes.VersionOf(company)
        && time.GetUtcNow() < known.FreshUntil
        && known.Numbers.Count < MostKept;

    async Task Load(Known known, CompanyId company, UserId owner, string[] numbers, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        Guid[] owners = [owner.Value, company.Value];
        var leads = await query
            .Query<NumberOfContact>()
            .Where(lead => lead.Owner.IsOneOf(owners) && lead.E164.IsOneOf(numbers))
            .ToListAsync(ct);
        var contacts = leads.Count == 0 ? [] : await query.LoadManyAsync<Contact>(ct, leads.Select(lead => lead.ContactId).Distinct());
        var marks = contacts.Count == 0 ? [] : await query.LoadManyAsync<MarkedColleagues>(ct, owners);
        foreach (var number in numbers)
        {
            // Of several with this number a contact of one's own, else the first in the list: the same one every time.
            var contact = leads
                .Where(lead => lead.E164 == number)
                .Select(lead => contacts.FirstOrDefault(c => c.Id == lead.ContactId))
                .OfType<Contact>()
                .OrderBy(c => c.Owner == company.Value)
                .ThenBy(c => c.Sort, StringComparer.Ordinal)
                .ThenBy(c => c.Id)
                .FirstOrDefault();
            known.Numbers[number] = contact is null ? null : KnownAs(contact, IsVip(contact, marks));
        }
    }

    FoundContact Found(Contact contact, bool isVip, string typed)
    {
        var number = ContactSearch.NumberMeant(contact, SearchText.Parts(typed))!;
        return new FoundContact(KnownAs(contact, isVip), number.Best, TelephoneNumbers.ShowShort(number.Best, home.Value));
    }

    static bool IsVip(Contact contact, IReadOnlyList<MarkedColleagues> marks) =>
        contact.IsVip || marks.Any(of => of.Vips.Contains(contact.Id));

    static KnownContact KnownAs(Contact contact, bool isVip) =>
        new(contact.Id, contact.Name, contact.Name == contact.Company ? "" : contact.Company, contact.Email, isVip);

    /// <param name="Numbers">Null: nobody's.</param>
    sealed record Known(long Version, DateTimeOffset FreshUntil, ConcurrentDictionary<string, KnownContact?> Numbers);

    /// <summary>How late another machine's change may be seen.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    const int MostKept = 1000;
}
