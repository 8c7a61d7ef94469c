using ConnectMe.Identity.SingleSignOn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>
/// Who has signed out here came by a provider, where they may be signed in still: a link leads there. It is theirs to choose, for there they are signed out of all else that they use
/// by it too.
/// </summary>
[AllowAnonymous]
internal sealed class LeaveProvider(ProvidersInMemory providers, ProviderDiscovery discovery, ProviderClient client) : PageModel
{
    public string Name { get; private set; } = "";

    public string Leaving { get; private set; } = "";

    public static string AddressOf(Guid provider) => $"/sign-in/with/{provider}/left";

    public async Task<IActionResult> OnGetAsync(Guid provider, CancellationToken ct)
    {
        if (providers.Find(provider) is not var (_, found))
        {
            return NotFound();
        }

        if (
            (await discovery.Of(found.Issuer, atMost: null, ct)).Document is not { } document
            || client.LeavingOf(document, found) is not { } leaving
        )
        {
            return LocalRedirect("/sign-in");
        }

        (Name, Leaving) = (found.Name, leaving);
        return Page();
    }
}
