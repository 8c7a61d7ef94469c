using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;

namespace ConnectMe.Contacts.AddressBook;

internal enum ContactSource
{
    All,
    Colleagues,
    Company,
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
    /// <summary>Among the marked ones: an administrator marked it for everybody.</summary>
    public bool IsForEverybody { get; init; }

    /// <summary>Empty when there is none.</summary>
    public string Email { get; init; } = "";
}

internal sealed record ContactPage(IReadOnlyList<ListedContact> Entries, bool HasMore);

internal sealed record ContactLists(
    IReadOnlyList<ListedContact> Vips,
    IReadOnlyList<ListedContact> Favourites,
    IReadOnlyList<BlockedNumber> Blocked
);

/// <param name="Contact">Null of a colleague, and of a group or room.</param>
/// <param name="Colleague">Null of a contact, and of a group or room.</param>
/// <param name="IsVip">Of the user's.</param>
internal sealed record ContactCard(ListedContact Entry, Contact? Contact, Person? Colleague, bool IsVip, bool IsFavourite)
{
    /// <summary>Set when it is a group or room of the company, which nobody marks (M10-08).</summary>
    public ListedDestination? Destination { get; init; }

    /// <summary>A colleague or a contact of the company, which everybody sees; else one of the user's own.</summary>
    public bool IsShared { get; init; }

    public bool IsVipOfAll { get; init; }
    public bool IsFavouriteOfAll { get; init; }
    public IReadOnlyList<ContactGroup> Groups { get; init; } = [];

    /// <summary>Of a colleague, beside their extension.</summary>
    public IReadOnlyList<PersonNumber> Numbers { get; init; } = [];
}
