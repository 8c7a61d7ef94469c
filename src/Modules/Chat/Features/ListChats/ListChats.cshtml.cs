using ConnectMe.Chat.Keeping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Chat.Features;

/// <summary>The user's conversations, the newest first.</summary>
internal sealed class ListChats(OwnChats own) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await own.May(ct) ? Page() : NotFound();

    /// <summary>The list alone: what refreshes itself.</summary>
    /// <param name="open">The conversation beside it.</param>
    public async Task<IActionResult> OnGetListAsync(Guid open, CancellationToken ct) =>
        await own.May(ct) ? Partial("/Features/ConnectMe.Chat/ListChats/_List.cshtml", open) : NotFound();
}
