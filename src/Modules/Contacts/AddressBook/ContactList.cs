using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using Marten;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>The company's people and a person's own contacts as one list, by name. Colleagues are in memory, contacts come a page at a time.</summary>
internal sealed class ContactList(
    IQuerySession session,
    ICurrentUser me,
    IPeople people,
    ILineStates lines,
    IProfiles profiles,
    IPersonNumbers numbers,
    ContactTexts texts,
    HomeRegion home
)
{
    public const int PageSize = 50;

    Guid Owner => me.User.Value;

    public async Task<ContactPage> Of(ContactSource source, string typed, ContactPlace? after, CancellationToken ct)
    {
        var colleagues = source is ContactSource.Personal ? [] : await Colleagues(typed, after, ct);
        var contacts = source is ContactSource.Colleagues ? [] : await Contacts(typed, after, ct);
        List<ListedContact> found =
        [
            .. colleagues
                .Concat(contacts)
                .OrderBy(entry => entry.Place.Sort, StringComparer.Ordinal)
                .ThenBy(entry => entry.Place.Id)
                .Take(PageSize + 1),
        ];
        return new ContactPage([.. found.Take(PageSize)], HasMore: found.Count > PageSize);
    }

    /// <summary>How many there are of each kind, whatever is searched for.</summary>
    public async Task<int> Count(ContactSource source, CancellationToken ct)
    {
        var colleagues = source is ContactSource.Personal ? 0 : (await people.Of(me.Company, ct)).Count;
        var contacts =
            source is ContactSource.Colleagues ? 0 : await session.Query<Contact>().Where(contact => contact.Owner == Owner).CountAsync(ct);
        return colleagues + contacts;
    }

    /// <summary>VIPs, favourites and blocked numbers (M10-02).</summary>
    public async Task<ContactLists> Mine(CancellationToken ct)
    {
        var marked = await session
            .Query<Contact>()
            .Where(contact => contact.Owner == Owner && (contact.IsVip || contact.IsFavourite))
            .OrderBy(contact => contact.Sort)
            .Take(MostMarked)
            .ToListAsync(ct);
        var marks = await session.LoadAsync<MarkedColleagues>(Owner, ct) ?? MarkedColleagues.None(Owner);
        var all = await people.Of(me.Company, ct);
        var notes = await profiles.Notes(ct);
        var blocked = await session.Query<BlockedNumber>().Where(number => number.Owner == Owner).ToListAsync(ct);

        IReadOnlyList<ListedContact> Listed(IReadOnlyList<Guid> colleagues, Func<Contact, bool> isMarked) =>
            [
                .. all.Where(person => colleagues.Contains(person.Id.Value))
                    .Select(person => Entry(person, notes))
                    .Concat(marked.Where(isMarked).Select(Entry))
                    .OrderBy(entry => entry.Place.Sort, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Place.Id),
            ];

        return new ContactLists(
            Listed(marks.Vips, contact => contact.IsVip),
            Listed(marks.Favourites, contact => contact.IsFavourite),
            [.. blocked.OrderByDescending(number => number.Since)]
        );
    }

    /// <summary>Null when it is nobody of this company, or a contact of somebody else.</summary>
    public async Task<ContactCard?> Card(Guid id, CancellationToken ct)
    {
        if (await session.LoadAsync<Contact>(id, ct) is { } contact && contact.Owner == Owner)
        {
            return new ContactCard(Entry(contact), contact, Colleague: null, contact.IsVip, contact.IsFavourite);
        }

        if ((await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id.Value == id) is { } person)
        {
            var marks = await session.LoadAsync<MarkedColleagues>(Owner, ct) ?? MarkedColleagues.None(Owner);
            var reached = await numbers.Of(me.Company, person.Id, ct);
            return new ContactCard(
                Entry(person, await profiles.Notes(ct)),
                Contact: null,
                person,
                marks.Vips.Contains(id),
                marks.Favourites.Contains(id)
            )
            {
                Numbers = [.. reached.Where(number => !number.IsPrivate), .. Mobile(person, reached)],
            };
        }

        return null;
    }

    /// <summary>The one that the administrator noted, unless it is known already.</summary>
    static IEnumerable<PersonNumber> Mobile(Person person, IReadOnlyList<PersonNumber> known) =>
        person.Mobile is { } mobile && known.All(number => number.IsPrivate || number.Number != mobile)
            ? [new PersonNumber(mobile, TelephoneNumbers.Show(mobile), IsMobile: true, IsPrivate: false)]
            : [];

    async Task<IEnumerable<ListedContact>> Contacts(string typed, ContactPlace? after, CancellationToken ct) =>
        (await ContactSearch.Find(session, texts, Owner, typed, after, PageSize + 1, ct)).Select(Entry);

    async Task<IEnumerable<ListedContact>> Colleagues(string typed, ContactPlace? after, CancellationToken ct)
    {
        var parts = SearchText.Parts(typed);
        var notes = await profiles.Notes(ct);
        return (await people.Of(me.Company, ct))
            .Where(person => typed.Trim().Length == 0 || SearchText.BeginsWords(TextOf(person), parts))
            .Select(person => Entry(person, notes))
            .Where(entry => after is null || IsAfter(entry.Place, after));
    }

    /// <summary>What is searched of a colleague.</summary>
    public static string TextOf(Person person) =>
        SearchText.Of([person.Name, person.Role, person.Department], [person.Extension, .. ColleagueNumbers.OfMobile(person)]);

    static bool IsAfter(ContactPlace place, ContactPlace after) =>
        string.CompareOrdinal(place.Sort, after.Sort) is var order && (order > 0 || (order == 0 && place.Id.CompareTo(after.Id) > 0));

    ListedContact Entry(Person person, IReadOnlyDictionary<UserId, string> notes) =>
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
            Note = notes.GetValueOrDefault(person.Id, ""),
            Disc = lines.Of(me.Company).TryGetValue(person.Id, out var state) ? ILineStates.DiscOf(state) : null,
        };

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
        );
    }

    const int MostMarked = 200;
}

internal enum ContactSource
{
    All,
    Colleagues,
    Personal,
}

/// <param name="Detail">Company and department, or what a colleague does; may be empty.</param>
/// <param name="Number">To dial; empty when there is none.</param>
/// <param name="Shown">The same for people to read.</param>
internal sealed record ListedContact(
    ContactPlace Place,
    string Name,
    string Detail,
    string Number,
    string Shown,
    bool IsColleague,
    bool IsMe
)
{
    /// <summary>Of a colleague who is rung or in a call: what the disc shows of it.</summary>
    public string? Disc { get; init; }

    /// <summary>What a colleague tells of themselves; may be empty.</summary>
    public string Note { get; init; } = "";
}

internal sealed record ContactPage(IReadOnlyList<ListedContact> Entries, bool HasMore);

internal sealed record ContactLists(
    IReadOnlyList<ListedContact> Vips,
    IReadOnlyList<ListedContact> Favourites,
    IReadOnlyList<BlockedNumber> Blocked
);

/// <param name="Contact">Null of a colleague.</param>
/// <param name="Colleague">Null of a contact.</param>
internal sealed record ContactCard(ListedContact Entry, Contact? Contact, Person? Colleague, bool IsVip, bool IsFavourite)
{
    /// <summary>Of a colleague, beside their extension.</summary>
    public IReadOnlyList<PersonNumber> Numbers { get; init; } = [];
}
