using ConnectMe.Contacts.Domain;
using Marten;
using Marten.Linq.MatchesSql;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>Contacts in order, a page at a time, and those that what is typed may mean. By indexes, however many there are.</summary>
internal static class ContactSearch
{
    /// <summary>Of one or two address books in one order.</summary>
    /// <param name="after">The last one that was shown; null: from the start.</param>
    public static async Task<IReadOnlyList<Contact>> Find(
        IQuerySession session,
        ContactTexts texts,
        IReadOnlyList<Guid> owners,
        string typed,
        ContactPlace? after,
        int most,
        CancellationToken ct
    )
    {
        var parts = SearchText.Parts(typed);
        if (typed.Trim().Length > 0 && parts.Count == 0)
        {
            return [];
        }

        var found = new List<Contact>();
        var filled = new List<Guid>(owners.Count);
        foreach (var owner in owners) // each by its own index: one query for both would sort them all
        {
            if (owners.Count == 1 || !await texts.AreNone(session, owner, ct))
            {
                filled.Add(owner);
                found.AddRange(await Spelt(session, owner, parts, after, most, ct));
            }
        }

        if (found.Count > 0 || after is not null)
        {
            return filled.Count == 1
                ? found
                : [.. found.OrderBy(contact => contact.Sort, StringComparer.Ordinal).ThenBy(contact => contact.Id).Take(most)];
        }

        foreach (var owner in filled)
        {
            found.AddRange(await Resembling(session, texts, owner, parts, most, ct));
        }

        return found;
    }

    /// <summary>Of those that are marked, or have one of these numbers: what else is meant comes after them.</summary>
    /// <param name="marked">Contacts of the company that are marked; the user's own say so themselves.</param>
    public static async Task<IReadOnlyList<Contact>> Preferred(
        IQuerySession session,
        IReadOnlyList<Guid> owners,
        IReadOnlyCollection<Guid> marked,
        IReadOnlyList<string> parts,
        string[] numbers,
        int most,
        CancellationToken ct
    )
    {
        var found = new List<Contact>();
        foreach (var owner in owners)
        {
            var own = session.Query<Contact>().Where(contact => contact.Owner == owner && (contact.IsVip || contact.IsFavourite));
            found.AddRange(
                await Meant(own, parts).OrderBy(contact => contact.Sort).ThenBy(contact => contact.Id).Take(most).ToListAsync(ct)
            );
        }

        Guid[] either = [.. owners];
        var leads =
            numbers.Length == 0
                ? []
                : await session
                    .Query<NumberOfContact>()
                    .Where(lead => lead.Owner.IsOneOf(either) && lead.E164.IsOneOf(numbers))
                    .ToListAsync(ct);
        Guid[] ids = [.. leads.Select(lead => lead.ContactId).Concat(marked).Distinct()];
        var others = ids.Length == 0 ? [] : await session.LoadManyAsync<Contact>(ct, ids);
        return [.. found.Concat(others.Where(contact => owners.Contains(contact.Owner) && SearchText.Means(contact.Search, parts)))];
    }

    static async Task<IReadOnlyList<Contact>> Spelt(
        IQuerySession session,
        Guid owner,
        IReadOnlyList<string> parts,
        ContactPlace? after,
        int most,
        CancellationToken ct
    )
    {
        var contacts = Meant(session.Query<Contact>().Where(contact => contact.Owner == owner), parts);
        if (after is not null)
        {
            contacts = contacts.Where(contact => contact.MatchesSql("(d.sort, d.id) > (?, ?)", after.Sort, after.Id));
        }

        return await contacts.OrderBy(contact => contact.Sort).ThenBy(contact => contact.Id).Take(most).ToListAsync(ct);
    }

    static IQueryable<Contact> Meant(IQueryable<Contact> contacts, IReadOnlyList<string> parts) =>
        parts.Aggregate(contacts, (meant, part) => meant.Where(contact => contact.MatchesSql("d.search LIKE ?", LikeOf(part))));

    /// <summary>The number that was typed, else the first.</summary>
    public static ContactNumber? NumberMeant(Contact contact, IReadOnlyList<string> parts) =>
        contact.Numbers.FirstOrDefault(number =>
            parts is [var part] && SearchText.Digits(number.Best).Contains(part, StringComparison.Ordinal)
        ) ?? (contact.Numbers is [var first, ..] ? first : null);

    /// <summary>When nothing is spelt so: what is spelt nearly so.</summary>
    static async Task<IReadOnlyList<Contact>> Resembling(
        IQuerySession session,
        ContactTexts texts,
        Guid owner,
        IReadOnlyList<string> parts,
        int most,
        CancellationToken ct
    )
    {
        if (!parts.Any(SearchText.MayBeMisspelt))
        {
            return [];
        }

        var ids = await texts.Resembling(session, owner, parts, Math.Min(most, MostResembling), ct);
        var found = ids.Count == 0 ? [] : await session.LoadManyAsync<Contact>(ct, ids);
        return [.. ids.Select(id => found.FirstOrDefault(contact => contact.Id == id)).OfType<Contact>()];
    }

    /// <summary>Words from their beginning, digits anywhere. The parts hold letters and digits only: nothing to escape.</summary>
    static string LikeOf(string part) => char.IsAsciiDigit(part[0]) ? $"%{part}%" : $"% {part}%";

    const int MostResembling = 20;
}

/// <summary>Where in the list: its order, and the id for equals.</summary>
internal sealed record ContactPlace(string Sort, Guid Id);
