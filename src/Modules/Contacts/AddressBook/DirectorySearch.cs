using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using Marten;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>Contacts by index, colleagues in memory, and both in the order in which somebody expects them.</summary>
internal sealed class DirectorySearch(
    IDocumentStore store,
    ContactTexts texts,
    IPeople people,
    IListedDestinations destinations,
    HomeRegion home
) : IDirectorySearch
{
    public async ValueTask<IReadOnlyList<FoundEntry>> Find(
        CompanyId company,
        UserId user,
        string typed,
        IReadOnlyList<RecentParty> recent,
        int most,
        CancellationToken ct
    )
    {
        var parts = SearchText.Parts(typed);
        if (parts.Count == 0)
        {
            return [];
        }

        var colleagues = (await people.Of(company, ct)).Where(person => person.Id != user).ToList();
        var (marks, contacts) = await FromStore(company, user, typed, parts, recent, most, ct);
        var ranked = Colleagues(colleagues, parts, marks, recent)
            .Take(most)
            .Concat(Destinations(await destinations.Of(company, ct), parts, recent).Take(most))
            .Concat(Contacts(contacts, parts, marks, recent).Take(most));
        return [.. ranked.OrderBy(found => found.Rank).ThenBy(found => found.Sort, StringComparer.Ordinal).Select(found => found.Entry)];
    }

    async Task<(IReadOnlySet<Guid> Marks, IReadOnlyList<Contact> Contacts)> FromStore(
        CompanyId company,
        UserId user,
        string typed,
        IReadOnlyList<string> parts,
        IReadOnlyList<RecentParty> recent,
        int most,
        CancellationToken ct
    )
    {
        try
        {
            await using var query = store.QueryFor(company);
            Guid[] owners = [user.Value, company.Value];
            var marks = (await query.LoadManyAsync<MarkedColleagues>(ct, owners))
                .SelectMany(of => of.Vips.Concat(of.Favourites))
                .ToHashSet();
            string[] numbers = [.. recent.Select(party => party.Number).OfType<string>()];
            var first = await ContactSearch.Preferred(query, owners, marks, parts, numbers, most, ct);
            var rest = await ContactSearch.Find(query, texts, owners, typed, after: null, most, ct);
            return (marks, [.. first.Concat(rest).DistinctBy(contact => contact.Id)]);
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            return (new HashSet<Guid>(), []); // colleagues can still be called
        }
    }

    IEnumerable<Found> Colleagues(
        List<Person> colleagues,
        IReadOnlyList<string> parts,
        IReadOnlySet<Guid> marks,
        IReadOnlyList<RecentParty> recent
    )
    {
        var known = colleagues.Select(person => (Person: person, Text: ContactList.TextOf(person))).ToList();
        var meant = known.Where(pair => SearchText.BeginsWords(pair.Text, parts)).ToList();
        return (meant.Count > 0 ? meant : known.Where(pair => SearchText.Unlikeness(pair.Text, parts) is not null))
            .Select(pair =>
            {
                var (person, id) = (pair.Person, pair.Person.Id.Value);
                var isMarked = marks.Contains(id);
                var at = IndexIn(recent, party => party.User == person.Id);
                var (number, shown) = ColleagueNumbers.Meant(person, parts, home.Value);
                return new Found(
                    new FoundEntry(id, person.Name, person.Role, number, shown, IsColleague: true, isMarked, at >= 0),
                    RankOf(isMarked, at, recent.Count),
                    NameOrder.Of(person.Name)
                );
            })
            .OrderBy(found => found.Rank)
            .ThenBy(found => found.Sort, StringComparer.Ordinal);
    }

    static IEnumerable<Found> Destinations(
        IReadOnlyList<ListedDestination> destinations,
        IReadOnlyList<string> parts,
        IReadOnlyList<RecentParty> recent
    ) =>
        destinations
            .Where(destination => SearchText.BeginsWords(ContactList.TextOf(destination), parts))
            .Select(destination => new Found(
                new FoundEntry(
                    destination.Id,
                    destination.Name,
                    destination.Kind,
                    destination.Extension,
                    destination.Extension,
                    IsColleague: false,
                    IsMarked: false,
                    IsRecent: false
                )
                {
                    IsDestination = true,
                },
                RankOf(isMarked: false, at: -1, recent.Count),
                NameOrder.Of(destination.Name)
            ))
            .OrderBy(found => found.Sort, StringComparer.Ordinal);

    IEnumerable<Found> Contacts(
        IReadOnlyList<Contact> contacts,
        IReadOnlyList<string> parts,
        IReadOnlySet<Guid> marks,
        IReadOnlyList<RecentParty> recent
    ) =>
        contacts
            .Select(contact =>
            {
                var isMarked = contact.IsVip || contact.IsFavourite || marks.Contains(contact.Id);
                var at = IndexIn(recent, party => party.Number is { } number && contact.Numbers.Any(own => own.E164 == number));
                var wanted = ContactSearch.NumberMeant(contact, parts)?.Best ?? "";
                var entry = new FoundEntry(
                    contact.Id,
                    contact.Name,
                    contact.Detail,
                    wanted,
                    TelephoneNumbers.ShowShort(wanted, home.Value),
                    IsColleague: false,
                    isMarked,
                    at >= 0
                );
                return new Found(entry, RankOf(isMarked, at, recent.Count), contact.Sort);
            })
            .OrderBy(found => found.Rank); // those that resemble what was typed come in an order of their own

    static int IndexIn(IReadOnlyList<RecentParty> recent, Func<RecentParty, bool> isIt)
    {
        for (var at = 0; at < recent.Count; at++)
        {
            if (isIt(recent[at]))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Marked ones by how lately, then others by how lately, then the rest.</summary>
    static int RankOf(bool isMarked, int at, int count) => (isMarked ? 0 : count + 1) + (at < 0 ? count : at);

    sealed record Found(FoundEntry Entry, int Rank, string Sort);
}
