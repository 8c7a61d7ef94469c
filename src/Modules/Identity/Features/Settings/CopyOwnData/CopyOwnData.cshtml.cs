using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>A person takes away a copy of what is kept of them, with their password (GDPR articles 15 and 20).</summary>
internal sealed class CopyOwnData(DataCopySending sending, ICurrentUser me, IQuerySession session) : PageModel
{
    public const string Address = "/settings/security/copy";

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await session.LoadAsync<User>(me.User.Value, ct) is { } user ? await sending.Send(this, user, Password ?? "", ct) : NotFound();
}
