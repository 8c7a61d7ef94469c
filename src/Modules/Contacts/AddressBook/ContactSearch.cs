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
        return found.Count > 0 || after is not null ? found : await Resembling(session, owner, parts, most, ct);
    }

    /// <summary>When nothing is spelt so: what is spelt nearly so.</summary>
    static async Task<IReadOnlyList<Contact>> Resembling(
        IQuerySession session,
        Guid owner,
        IReadOnlyList<string> parts,
        int most,
        CancellationToken ct
    )
    {
        if (parts.Count == 0 || parts.All(part => part.Length < ShortestResembling || char.IsAsciiDigit(part[0])))
        {
            return [];
        }

        var typed = string.Join(' ', parts);
        return await session.QueryAsync<Contact>(
            "where d.owner = ? and d.search %> ? order by word_similarity(?, d.search) desc, d.sort, d.id limit ?",
            ct,
            owner,
            typed,
            typed,
            Math.Min(most, MostResembling)
        );
    }

    /// <summary>Words from their beginning, digits anywhere. The parts hold letters and digits only: nothing to escape.</summary>
    static string LikeOf(string part) => char.IsAsciiDigit(part[0]) ? $"%{part}%" : $"% {part}%";

    const int ShortestResembling = 4;
    const int MostResembling = 20;
}

/// <summary>Where in the list: its order, and the id for equals.</summary>
internal sealed record ContactPlace(string Sort, Guid Id);
