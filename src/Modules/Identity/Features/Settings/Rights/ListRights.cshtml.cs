using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>The templates of rights (A2-03), and who has them.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ListRights(ShownRights rights) : PageModel
{
    public IReadOnlyList<ShownTemplate> Templates { get; private set; } = [];

    public ShownRights Words => rights;

    public async Task OnGetAsync(CancellationToken ct) => Templates = await rights.All(ct);
}
