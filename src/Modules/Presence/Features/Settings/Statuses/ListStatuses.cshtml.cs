using ConnectMe.Identity.Contracts;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Presence.Features;

[Authorize(Rights.Administrator)]
internal sealed class ListStatuses(ICurrentUser me, PresenceInMemory presence) : PageModel
{
    public const string Address = "/admin/statuses";

    public StatusList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) =>
        List = new StatusList((await presence.Of(me.Company, ct)).Statuses, Current: null);
}

/// <param name="Current">The one whose form stands beside the list; null: none.</param>
internal sealed record StatusList(CompanyStatuses Statuses, Guid? Current);
