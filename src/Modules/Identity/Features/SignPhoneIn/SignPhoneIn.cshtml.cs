using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Phones;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>
/// Where the link for a phone leads: it says whom the phone will be signed in as, and asks. Looking does not use the link up: scanners of mail and of
/// messages look.
/// </summary>
[AllowAnonymous]
internal sealed class SignPhoneIn(IDocumentStore store, PhoneLinks links, PhoneSignIn phones) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Null: the link does not work.</summary>
    public User? Account { get; private set; }

    public string Company { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await links.Find(Token, ct) is not { } link)
        {
            return Gone();
        }

        await using var query = store.QueryFor(new CompanyId(link.CompanyId));
        Account = await query.LoadAsync<User>(link.UserId, ct);
        Company = (await query.LoadAsync<Company>(link.CompanyId, ct))?.Name ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await phones.Enter(Token, HttpContext, ct) ? LocalRedirect("/settings/applications") : Gone();

    PageResult Gone()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}
