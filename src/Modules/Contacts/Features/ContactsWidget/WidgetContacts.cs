using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;

namespace ConnectMe.Contacts.Features;

/// <summary>Reads what the widget shows: one list, of it those that were typed, and below them who else in the directory is meant (M5-11).</summary>
internal sealed class WidgetContacts(ContactList list, IOftenCalled often, ICurrentUser me)
{
    public async Task<ShownContacts> Of(string wanted, string? typed, CancellationToken ct)
    {
        var marked = await list.Mine(ct);
        var vips = marked.Vips.Select(entry => entry.Place.Id).ToHashSet();
        var text = (typed ?? "").Trim();
        var parts = SearchText.Parts(text);
        var group = ContactsWidget.GroupIn(wanted) is { } id ? (await list.Groups(ct)).FirstOrDefault(one => one.Id == id) : null;
        var page = wanted switch
        {
            ContactsWidget.All => await list.Of(ContactSource.All, text, after: null, ct),
            ContactsWidget.Vips => Meant(marked.Vips),
            ContactsWidget.Often => Meant(await list.Of(await often.Of(me.Company, me.User, MostOften, ct), ct)),
            _ when group is not null => await list.Of(group, text, ct),
            _ => Meant(marked.Favourites),
        };
        var others =
            text.Length == 0 || wanted == ContactsWidget.All ? [] : (await list.Of(ContactSource.All, text, after: null, ct)).Entries;
        var shown = page.Entries.Select(entry => entry.Place.Id).ToHashSet();
        return new ShownContacts(wanted, text, page, [.. others.Where(entry => !shown.Contains(entry.Place.Id)).Take(MostOthers)], vips);

        ContactPage Meant(IReadOnlyList<ListedContact> entries) =>
            new(
                [
                    .. entries.Where(entry =>
                        text.Length == 0
                        || SearchText.BeginsWords(SearchText.Of([entry.Name, entry.Detail], [entry.Number, entry.Shown]), parts)
                    ),
                ],
                HasMore: false
            );
    }

    const int MostOften = 20;
    const int MostOthers = 20;
}

/// <param name="Others">Who else is meant by what was typed.</param>
internal sealed record ShownContacts(
    string List,
    string Typed,
    ContactPage Page,
    IReadOnlyList<ListedContact> Others,
    IReadOnlySet<Guid> Vips
)
{
    /// <summary>Where the same is read again.</summary>
    public string Address => AddressOf(List);

    public static string AddressOf(string list) => $"{ReadContactsWidget.Address}?list={list}";
}
