using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Phones;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>ConnectMe as an app: on this computer, and on phones, which are signed in and out from here (M14.7).</summary>
internal sealed class ListApplications(ShownPhones phones, PhoneWays ways, PhoneLinks links, ICurrentUser me) : PageModel
{
    public PhoneList Phones { get; private set; } = null!;

    public PossibleWays Ways { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Phones = await phones.All(ct);
        Ways = await ways.Now(Request, ct);
    }

    /// <summary>The list alone, when a phone was signed in or out.</summary>
    public async Task<PartialViewResult> OnGetPhonesAsync(CancellationToken ct) =>
        Partial("_Phones", await phones.All(ct) with { LinkIsGone = !await links.AnyOf(me.User, ct) });
}
