using ConnectMe.Identity.SingleSignOn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>A button of the sign-in page: leads to the provider. Only a failure is shown.</summary>
[AllowAnonymous]
internal sealed class SignInWith(ProvidersInMemory providers, ProviderArrival arrival) : PageModel
{
    public FailedAtProvider Failure { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid provider, string? returnUrl, CancellationToken ct)
    {
        if (providers.Find(provider) is not var (company, found))
        {
            return NotFound();
        }

        var (address, fault) = await arrival.Send(HttpContext, company, found, LocalUrl.Or(returnUrl, "/"), linking: null, ct);
        if (address is not null)
        {
            return Redirect(address);
        }

        Response.StatusCode = StatusCodes.Status502BadGateway;
        Failure = new FailedAtProvider(found.Name, fault, null, "/sign-in");
        return Page();
    }
}

/// <param name="Fault">Null: the provider did its part.</param>
/// <param name="Refusal">Null: it did not come to that.</param>
/// <param name="Back">Where they go on.</param>
internal sealed record FailedAtProvider(string Provider, ProviderFault? Fault, AccountRefusal? Refusal, string Back);
