using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Numbering;
using Marten;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>The company's people, groups and rooms, its directory and a person's own contacts as one list, by name. Colleagues are in memory, contacts come a page at a time.</summary>
internal sealed class ContactList(
    IQuerySession session,
    ICurrentUser me,
    IPeople people,
    IPersonNumbers numbers,
    IListedDestinations destinations,
    ContactTexts texts,
    HomeRegion home
)
{
    public const int PageSize = 50;

    Guid Owner => me.User.Value;

    Guid Company => me.Company.Value;

    public async Task<ContactPage> Of(ContactSource source, string typed, ContactPlace? after, CancellationToken ct)
    {
        var colleagues = source is ContactSource.All or ContactSource.Colleagues ? await OfTheCompany(typed, after, ct) : [];
        var contacts = OwnersOf(source) is { Length: > 0 } owners
            ? await ContactSearch.Find(session, texts, owners, typed, after, PageSize + 1, ct)
            : [];
        List<ListedContact> found =
        [
            .. colleagues
                .Concat(contacts.Select(Entry))
                .OrderBy(entry => entry.Place.Sort, StringComparer.Ordinal)
                .ThenBy(entry => entry.Place.Id)
                .Take(PageSize + 1),
        ];
        return new ContactPage([.. found.Take(PageSize)], HasMore: found.Count > PageSize);
    }

    /// <summary>Who is in a group of the company: all of them, they are not many.</summary>
    public async Task<ContactPage> Of(ContactGroup group, string typed, CancellationToken ct)
    {
        var parts = SearchText.Parts(typed);
        var contacts = await session.LoadManyAsync<Contact>(ct, group.Members);
        var colleagues = (await people.Of(me.Company, ct)).Where(person => group.Members.Contains(person.Id.Value));
        return new ContactPage(
            [
                .. colleagues
                    .Where(person => typed.Trim().Length == 0 || SearchText.BeginsWords(TextOf(person), parts))
                    .Select(Entry)
                    .Concat(
                        contacts
                            .Where(contact => contact.Owner == Company)
                            .Where(contact => typed.Trim().Length == 0 || SearchText.BeginsWords(contact.Search, parts))
                            .Select(Entry)
                    )
                    .OrderBy(entry => entry.Place.Sort, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Place.Id),
            ],
            HasMore: false
        );
    }

    /// <summary>The groups of the company, by name.</summary>
    public async Task<IReadOnlyList<ContactGroup>> Groups(CancellationToken ct) =>
        [.. (await session.Query<ContactGroup>().ToListAsync(ct)).OrderBy(group => group.Name, StringComparer.CurrentCulture)];

    /// <summary>How many there are of each kind, whatever is searched for.</summary>
    public async Task<int> Count(ContactSource source, CancellationToken ct)
    {
        var count = source is ContactSource.All or ContactSource.Colleagues
            ? (await people.Of(me.Company, ct)).Count + (await destinations.Of(me.Company, ct)).Count
            : 0;
        foreach (var owner in OwnersOf(source))
        {
            count += await session.Query<Contact>().Where(contact => contact.Owner == owner).CountAsync(ct);
        }

        return count;
    }

    /// <summary>VIPs, favourites and blocked numbers, set by the user or for everybody (M10-02).</summary>
    public async Task<ContactLists> Mine(CancellationToken ct)
    {
        var own = await session
            .Query<Contact>()
            .Where(contact => contact.Owner == Owner && (contact.IsVip || contact.IsFavourite))
            .OrderBy(contact => contact.Sort)
            .Take(MostMarked)
            .ToListAsync(ct);
        var (mine, everybodys) = (await Marks(Owner, ct), await Marks(Company, ct));
        var all = await people.Of(me.Company, ct);
        Guid[] marked =
        [
            .. new[] { mine, everybodys }.SelectMany(marks => marks.Vips.Concat(marks.Favourites)).Distinct().Take(MostMarked),
        ];
        var shared = marked.Length == 0 ? [] : await session.LoadManyAsync<Contact>(ct, marked);
        var blocked = await session
            .Query<BlockedNumber>()
            .Where(number => number.Owner == Owner || number.Owner == Company)
            .ToListAsync(ct);

        IReadOnlyList<ListedContact> Listed(Func<MarkedColleagues, IReadOnlyList<Guid>> of, Func<Contact, bool> isMarked)
        {
            bool IsOf(Guid id) => of(mine).Contains(id) || of(everybodys).Contains(id);
            return
            [
                .. all.Where(person => IsOf(person.Id.Value))
                    .Select(Entry)
                    .Concat(shared.Where(contact => contact.Owner == Company && IsOf(contact.Id)).Select(Entry))
                    .Concat(own.Where(isMarked).Select(Entry))
                    .Select(entry => entry with { IsForEverybody = of(everybodys).Contains(entry.Place.Id) })
                    .OrderBy(entry => entry.Place.Sort, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Place.Id),
            ];
        }

        return new ContactLists(
            Listed(marks => marks.Vips, contact => contact.IsVip),
            Listed(marks => marks.Favourites, contact => contact.IsFavourite),
            [.. blocked.OrderByDescending(number => number.Since)]
        );
    }

    /// <summary>Null when it is nobody of this company, or a contact of somebody else.</summary>
    public async Task<ContactCard?> Card(Guid id, CancellationToken ct)
    {
        var contact = await session.LoadAsync<Contact>(id, ct);
        if (contact?.Owner == Owner)
        {
            return new ContactCard(Entry(contact), contact, Colleague: null, contact.IsVip, contact.IsFavourite);
        }

        if ((await destinations.Of(me.Company, ct)).FirstOrDefault(destination => destination.Id == id) is { } destination)
        {
            return new ContactCard(Entry(destination), Contact: null, Colleague: null, IsVip: false, IsFavourite: false)
            {
                Destination = destination,
            };
        }

        var person = (await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id.Value == id);
        if (person is null && contact?.Owner != Company)
        {
            return null;
        }

        var (mine, everybodys) = (await Marks(Owner, ct), await Marks(Company, ct));
        var entry = person is null ? Entry(contact!) : Entry(person);
        return new ContactCard(entry, person is null ? contact : null, person, mine.Vips.Contains(id), mine.Favourites.Contains(id))
        {
            IsShared = true,
            IsVipOfAll = everybodys.Vips.Contains(id),
            IsFavouriteOfAll = everybodys.Favourites.Contains(id),
            Groups = [.. (await Groups(ct)).Where(group => group.Members.Contains(id))],
            Numbers = person is null ? [] : await NumbersOf(person, ct),
        };
    }

    /// <summary>What colleagues may see.</summary>
    async Task<IReadOnlyList<PersonNumber>> NumbersOf(Person person, CancellationToken ct) =>
        [.. (await numbers.Of(me.Company, person.Id, ct)).Where(number => number.IsForColleagues)];

    /// <summary>Those of these parties who are colleagues or have a contact, in their order.</summary>
    public async Task<IReadOnlyList<ListedContact>> Of(IReadOnlyList<RecentParty> parties, CancellationToken ct)
    {
        var colleagues = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id);
        Guid[] owners = [Owner, Company];
        string[] wanted = [.. parties.Select(party => party.Number).OfType<string>()];
        var leads =
            wanted.Length == 0
                ? []
                : await session
                    .Query<NumberOfContact>()
                    .Where(lead => lead.Owner.IsOneOf(owners) && lead.E164.IsOneOf(wanted))
                    .ToListAsync(ct);
        Guid[] ids = [.. leads.Select(lead => lead.ContactId).Distinct()];
        var contacts = (ids.Length == 0 ? [] : await session.LoadManyAsync<Contact>(ct, ids)).ToDictionary(contact => contact.Id);
        return [.. parties.Select(EntryOf).OfType<ListedContact>().DistinctBy(entry => entry.Place.Id)];

        ListedContact? EntryOf(RecentParty party) =>
            party.User is { } user ? (colleagues.TryGetValue(user, out var person) ? Entry(person) : null)
            : ContactWith(party.Number!) is { } contact
                ? Entry(contact) with
                {
                    Number = party.Number!,
                    Shown = TelephoneNumbers.ShowShort(party.Number!, home.Value),
                }
            : null;

        // Of several with this number a contact of one's own.
        Contact? ContactWith(string number) =>
            leads
                .Where(lead => lead.E164 == number)
                .OrderBy(lead => lead.Owner == Company)
                .ThenBy(lead => lead.ContactId)
                .Select(lead => contacts.GetValueOrDefault(lead.ContactId))
                .FirstOrDefault(contact => contact is not null);
    }

    Guid[] OwnersOf(ContactSource source) =>
        source switch
        {
            ContactSource.All => [Owner, Company],
            ContactSource.Company => [Company],
            ContactSource.Personal => [Owner],
            _ => [],
        };

    async Task<MarkedColleagues> Marks(Guid owner, CancellationToken ct) =>
        await session.LoadAsync<MarkedColleagues>(owner, ct) ?? MarkedColleagues.None(owner);

    async Task<IEnumerable<ListedContact>> OfTheCompany(string typed, ContactPlace? after, CancellationToken ct)
    {
        var parts = SearchText.Parts(typed);
        bool IsMeant(string text) => typed.Trim().Length == 0 || SearchText.BeginsWords(text, parts);
        return (await people.Of(me.Company, ct))
            .Where(person => IsMeant(TextOf(person)))
            .Select(Entry)
            .Concat((await destinations.Of(me.Company, ct)).Where(destination => IsMeant(TextOf(destination))).Select(Entry))
            .Where(entry => after is null || IsAfter(entry.Place, after));
    }

    /// <summary>What is searched of a colleague.</summary>
    public static string TextOf(Person person) =>
        SearchText.Of([person.Name, person.Role, person.Department], [person.Extension, .. ColleagueNumbers.OfMobile(person)]);

    /// <summary>What is searched of a group or room.</summary>
    public static string TextOf(ListedDestination destination) =>
        SearchText.Of(
            [destination.Name, destination.Kind],
            [destination.Extension, .. destination.Numbers, .. destination.Numbers.Select(TelephoneNumbers.National)]
        );

    static bool IsAfter(ContactPlace place, ContactPlace after) =>
        string.CompareOrdinal(place.Sort, after.Sort) is var order && (order > 0 || (order == 0 && place.Id.CompareTo(after.Id) > 0));

    ListedContact Entry(Person person) =>
        new(
            new ContactPlace(NameOrder.Of(person.Name), person.Id.Value),
            person.Name,
            person.Role,
            person.Extension,
            person.Extension,
            IsColleague: true,
            IsMe: person.Id == me.User
        )
        {
            Email = person.Email,
        };

    static ListedContact Entry(ListedDestination destination) =>
        new(
            new ContactPlace(NameOrder.Of(destination.Name), destination.Id),
            destination.Name,
            destination.Kind,
            destination.Extension,
            destination.Extension,
            IsColleague: false,
            IsMe: false
        );

    ListedContact Entry(Contact contact)
    {
        var number = contact.Numbers is [var first, ..] ? first.Best : "";
        return new ListedContact(
            new ContactPlace(contact.Sort, contact.Id),
            contact.Name,
            contact.Detail,
            number,
            TelephoneNumbers.ShowShort(number, home.Value),
            IsColleague: false,
            IsMe: false
        )
        {
            Email = contact.Email,
        };
    }

    const int MostMarked = 200;
}
