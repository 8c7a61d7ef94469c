using ConnectMe.Host.Backups;
using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Host.Features;

/// <summary>An empty installation takes over what a backup holds, instead of being set up: for whoever has said the one-time code.</summary>
[AllowAnonymous]
internal sealed class RestoreAtSetUp(
    RestoreOffer offer,
    RestoreRequest request,
    IInstallationOwners owners,
    IHostApplicationLifetime lifetime
) : PageModel
{
    public const string Address = "/set-up/restore";

    public Offered? Offered => offer.Current;

    public BackupFault? Fault { get; private set; }

    public bool IsRestoring { get; private set; }

    public IActionResult OnGet(BackupFault? fault)
    {
        Fault = fault is { } said && Enum.IsDefined(said) ? said : request.Failure;
        return owners.MaySetUp(Request) ? Page() : NotFound();
    }

    public IActionResult OnPost()
    {
        if (!owners.MaySetUp(Request) || Offered is null)
        {
            return NotFound();
        }

        IsRestoring = true;
        BackUp.Begin(offer, request, lifetime, Response);
        return Page();
    }
}
