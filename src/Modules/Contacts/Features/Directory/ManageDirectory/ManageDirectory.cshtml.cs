using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Contacts.Features;

/// <summary>What an administrator does for everybody's address book: groups, and numbers whose calls nobody gets (A11-04, M10-02). Contacts themselves are changed on their card.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ManageDirectory(
    ContactList list,
    OwnContacts own,
    IHandle<SaveGroup.Command> save,
    IHandle<BlockForCompany.Command> block
) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    public int Count { get; private set; }

    public IReadOnlyList<ContactGroup> Groups { get; private set; } = [];

    public IReadOnlyList<BlockedNumber> Blocked { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Read(ct);

    /// <summary>What refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetInsideAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_Directory", this);
    }

    public async Task<IActionResult> OnPostGroupAsync(CancellationToken ct) =>
        await Answer(await save.Handle(new SaveGroup.Command(Guid.CreateVersion7(), Name), ct), ct);

    public async Task<IActionResult> OnPostBlockAsync(CancellationToken ct) =>
        await Answer(await block.Handle(new BlockForCompany.Command(Number, Name), ct), ct);

    async Task<IActionResult> Answer(Outcome outcome, CancellationToken ct)
    {
        ModelState.Clear();
        await Read(ct);
        return outcome is Outcome.Invalid invalid ? this.Unprocessable("_Directory", invalid, prefix: "") : Partial("_Directory", this);
    }

    async Task Read(CancellationToken ct)
    {
        Count = await list.Count(ContactSource.Company, ct);
        Groups = await list.Groups(ct);
        var company = own.Company;
        var blocked = await own.Session.Query<BlockedNumber>().Where(number => number.Owner == company).ToListAsync(ct);
        Blocked = [.. blocked.OrderByDescending(number => number.Since)];
    }
}
