using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Contacts.Features;

/// <summary>The list of colleagues and own contacts, with one of them open as a card (M10).</summary>
internal sealed class ReadContacts(ContactList list, OwnContacts own) : PageModel
{
    /// <summary>Whose card is open.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public ContactSource Source { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    /// <summary>The place of the last one that is shown already.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? AfterId { get; set; }

    /// <summary>Just removed; may be put back.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Removed { get; set; }

    /// <summary>Just imported; may be undone.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Imported { get; set; }

    /// <summary>Those of a group of the company only.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Group { get; set; }

    public IReadOnlyList<ContactGroup> Groups { get; private set; } = [];

    /// <summary>Who reads this changes the company's directory.</summary>
    public bool ManagesCompany { get; private set; }

    public ImportedContacts? CanBeUndone { get; private set; }

    public ContactPage Listed { get; private set; } = new([], HasMore: false);

    public ContactLists Mine { get; private set; } = new([], [], []);

    public CallerScreening Screening { get; private set; } = CallerScreening.None(Guid.Empty);

    public ContactCard? Card { get; private set; }

    public Contact? CanBePutBack { get; private set; }

    public int Count { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Id is { } id)
        {
            Card = await list.Card(id, ct);
            if (Card is null)
            {
                return NotFound();
            }
        }

        if (
            Removed is { } removed
            && await own.Session.LoadAsync<RemovedContact>(removed, ct) is { } gone
            && await own.MayChange(gone.Owner, ct)
        )
        {
            CanBePutBack = gone.Contact;
        }

        CanBeUndone = Imported is { } imported ? await own.Import(imported, ct) : null;
        Count = await list.Count(Source, ct);
        await ReadMine(ct);
        await ReadList(ct);
        Count = Group is null ? Count : Listed.Entries.Count;
        return Page();
    }

    /// <summary>What was typed, or another source.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await ReadList(ct);
        return Partial("_List", this);
    }

    /// <summary>The rows after those that are shown.</summary>
    public async Task<PartialViewResult> OnGetMoreAsync(CancellationToken ct)
    {
        await ReadList(ct);
        return Partial("_Rows", this);
    }

    public async Task<PartialViewResult> OnGetMineAsync(CancellationToken ct)
    {
        await ReadMine(ct);
        return Partial("_Mine", this);
    }

    public async Task<IActionResult> OnGetCardAsync(CancellationToken ct)
    {
        Card = Id is { } id ? await list.Card(id, ct) : null;
        ManagesCompany = await own.ManagesCompany(ct);
        return Card is null ? NotFound() : Partial("_Card", this);
    }

    /// <summary>What refreshes itself of an open card; nothing once its contact is gone.</summary>
    public async Task<IActionResult> OnGetInsideAsync(CancellationToken ct)
    {
        Card = Id is { } id ? await list.Card(id, ct) : null;
        ManagesCompany = await own.ManagesCompany(ct);
        return Card is null ? new NoContentResult() : Partial("_CardInside", this);
    }

    /// <summary>Under which letter a row stands, when the one before stands under another.</summary>
    public string? HeadingOf(int row)
    {
        var letter = NameOrder.LetterOf(Listed.Entries[row].Place.Sort);
        var before = row > 0 ? Listed.Entries[row - 1].Place.Sort : After;
        return before is null || NameOrder.LetterOf(before) != letter ? letter : null;
    }

    async Task ReadList(CancellationToken ct)
    {
        if (Group is { } wanted)
        {
            var group = await own.Session.LoadAsync<ContactGroup>(wanted, ct);
            Listed = group is null ? new ContactPage([], HasMore: false) : await list.Of(group, Typed ?? "", ct);
            return;
        }

        var after = AfterId is { } id ? new ContactPlace(After ?? "", id) : null;
        Listed = await list.Of(Source, Typed ?? "", after, ct);
    }

    async Task ReadMine(CancellationToken ct)
    {
        Mine = await list.Mine(ct);
        Groups = await list.Groups(ct);
        ManagesCompany = await own.ManagesCompany(ct);
        Screening = await own.Session.LoadAsync<CallerScreening>(own.Owner, ct) ?? CallerScreening.None(own.Owner);
    }
}
