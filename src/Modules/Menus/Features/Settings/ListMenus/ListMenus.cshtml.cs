using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Menus.Features;

[Authorize(Rights.Administrator)]
internal sealed class ListMenus(MenuLists lists) : PageModel
{
    public const string Address = "/admin/menus";

    public MenuList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => List = await lists.Read(current: null, ct);
}
