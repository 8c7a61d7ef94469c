using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>Where a provider sends the browser back to, signed in there. Only a failure is shown.</summary>
[AllowAnonymous]
internal sealed class ReturnFromProvider(ProvidersInMemory providers, ProviderArrival arrival, ProviderEntry entry, ProviderLinking linking)
    : PageModel
{
    public FailedAtProvider Failure { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        Guid provider,
        string? code,
        string? state,
        string? iss,
        string? error,
        [FromQuery(Name = "error_description")] string? description,
        CancellationToken ct
    )
    {
        if (providers.Find(provider) is not var (company, found))
        {
            return NotFound();
        }

        var answer = new ProviderReturn(code, state, iss, error, description);
        var (person, trip, fault) = await arrival.Receive(HttpContext, company, found, answer, ct);
        var back = trip?.Linking is null ? "/sign-in" : OwnProviders.Page;
        if (person is null)
        {
            Failure = new FailedAtProvider(found.Name, fault, null, back);
            Response.StatusCode = fault!.Kind is ProviderFaultKind.BrokenOff or ProviderFaultKind.NotAsked or ProviderFaultKind.NotBelieved
                ? StatusCodes.Status403Forbidden
                : StatusCodes.Status502BadGateway;
            return Page();
        }

        var (to, refusal) = trip!.Linking is { } session
            ? await Link(company, found, person, session, ct)
            : await entry.Enter(HttpContext, company, found, person, LocalUrl.Or(trip.ReturnUrl, "/"), ct);
        return to is not null ? LocalRedirect(to) : Refuse(found, refusal, back);
    }

    async Task<(string?, AccountRefusal?)> Link(
        CompanyId company,
        SignInProvider provider,
        VouchedPerson person,
        Guid session,
        CancellationToken ct
    ) =>
        HttpContext.Features.Get<OpenSession>() is { } open && open.Id == session && open.Company == company
            ? await linking.Link(open, provider, person, Request, ct) is { } why
                ? (null, why)
                : (OwnProviders.Page, null)
            : (null, AccountRefusal.OtherSession);

    PageResult Refuse(SignInProvider provider, AccountRefusal? why, string back)
    {
        Failure = new FailedAtProvider(provider.Name, null, why, back);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
