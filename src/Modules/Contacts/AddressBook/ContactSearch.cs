using ConnectMe.Contacts.Domain;
using Marten;
using Marten.Linq.MatchesSql;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>A person's contacts in order, a page at a time, and those that what is typed may mean. By indexes, however many there are.</summary>
internal static class ContactSearch
{
    /// <param name="after">The last one that was shown; null: from the start.</param>
    public static async Task<IReadOnlyList<Contact>> Find(
        IQuerySession session,
        ContactTexts texts,
        Guid owner,
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

        var contacts = session.Query<Contact>().Where(contact => contact.Owner == owner);
        foreach (var part in parts)
        {
            contacts = contacts.Where(contact => contact.MatchesSql("d.search LIKE ?", LikeOf(part)));
        }

        if (after is not null)
        {
            contacts = contacts.Where(contact => contact.MatchesSql("(d.sort, d.id) > (?, ?)", after.Sort, after.Id));
        }

        var found = await contacts.OrderBy(contact => contact.Sort).ThenBy(contact => contact.Id).Take(most).ToListAsync(ct);
        return found.Count > 0 || after is not null ? found : await Resembling(session, texts, owner, parts, most, ct);
    }

    /// <summary>Of those that are marked, or have one of these numbers: what else is meant comes after them.</summary>
    public static async Task<IReadOnlyList<Contact>> Preferred(
        IQuerySession session,
        Guid owner,
        IReadOnlyList<string> parts,
        string[] numbers,
        int most,
        CancellationToken ct
    )
    {
        var marked = session.Query<Contact>().Where(contact => contact.Owner == owner && (contact.IsVip || contact.IsFavourite));
        foreach (var part in parts)
        {
            marked = marked.Where(contact => contact.MatchesSql("d.search LIKE ?", LikeOf(part)));
        }

        var found = await marked.OrderBy(contact => contact.Sort).ThenBy(contact => contact.Id).Take(most).ToListAsync(ct);
        if (numbers.Length == 0)
        {
            return found;
        }

        var leads = await session.Query<NumberOfContact>().Where(lead => lead.Owner == owner && lead.E164.IsOneOf(numbers)).ToListAsync(ct);
        var recent = leads.Count == 0 ? [] : await session.LoadManyAsync<Contact>(ct, leads.Select(lead => lead.ContactId).Distinct());
        return [.. found.Concat(recent.Where(contact => SearchText.Means(contact.Search, parts)))];
    }

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
