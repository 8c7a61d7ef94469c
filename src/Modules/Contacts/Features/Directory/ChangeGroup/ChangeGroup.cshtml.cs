using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Contacts.Features;

/// <summary>The name of a group and who is in it.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeGroup(
    ContactList list,
    OwnContacts own,
    IHandle<SaveGroup.Command> save,
    IHandle<ChangeMembers.Command> change,
    IHandle<RemoveGroup.Command> remove
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Who is looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    public ContactGroup Group { get; private set; } = null!;

    public IReadOnlyList<ListedContact> Members { get; private set; } = [];

    /// <summary>Who could be added.</summary>
    public IReadOnlyList<ListedContact> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Read(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetMembersAsync(CancellationToken ct) => await Read(ct) ? Partial("_Members", this) : NotFound();

    public async Task<IActionResult> OnGetFindAsync(CancellationToken ct) => await Read(ct) ? Partial("_Found", this) : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await Read(ct))
        {
            return NotFound();
        }

        ModelState.Clear();
        return await save.Handle(new SaveGroup.Command(Id, Name), ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_GroupForm", invalid, prefix: "")
            : this.GoTo("/admin/directory");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        await remove.Handle(new RemoveGroup.Command(Id), ct);
        return this.GoTo("/admin/directory");
    }

    public async Task<IActionResult> OnPostMemberAsync(Guid member, bool on, CancellationToken ct)
    {
        var outcome = await change.Handle(new ChangeMembers.Command(Id, member, on), ct);
        if (!await Read(ct))
        {
            return NotFound();
        }

        ModelState.Clear();
        return outcome is Outcome.Invalid invalid ? this.Unprocessable("_Members", invalid, prefix: "") : Partial("_Members", this);
    }

    async Task<bool> Read(CancellationToken ct)
    {
        if (await own.Session.LoadAsync<ContactGroup>(Id, ct) is not { } group)
        {
            return false;
        }

        Group = group;
        Name ??= group.Name;
        Members = (await list.Of(group, "", ct)).Entries;
        if (!string.IsNullOrWhiteSpace(Typed))
        {
            var colleagues = (await list.Of(ContactSource.Colleagues, Typed, after: null, ct)).Entries;
            var contacts = (await list.Of(ContactSource.Company, Typed, after: null, ct)).Entries;
            Found = [.. colleagues.Concat(contacts).Where(entry => !group.Members.Contains(entry.Place.Id)).Take(MostFound)];
        }

        return true;
    }

    const int MostFound = 20;
}
