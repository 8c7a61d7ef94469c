using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>
/// An administrator makes the copy for who has left and can't any more. Not for who works here: their contacts, notes and recordings are nobody else's, and they take it themselves.
/// </summary>
[Authorize(Rights.Administrator)]
internal sealed class CopyPersonData(DataCopySending sending, IQuerySession session) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public User Person { get; private set; } = null!;

    public string Address => $"/admin/people/{Person.Id}/copy";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await Find(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) =>
        await Find(id, ct) ? await sending.Send(this, Person, Password ?? "", ct) : NotFound();

    async Task<bool> Find(Guid id, CancellationToken ct)
    {
        Person = await session.LoadAsync<User>(id, ct) is { DeactivatedAt: not null } left ? left : null!;
        return Person is not null;
    }
}
