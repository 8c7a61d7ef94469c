using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Queues.Features;

/// <summary>The queues that the user supervises in large figures, for a screen on the wall (B17).</summary>
internal sealed class Wallboard(QueueBoards boards, ICurrentUser me) : PageModel
{
    public QueueBoard Board { get; private set; } = null!;

    public Guid Person => me.User.Value;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Read(ct) ? Page() : NotFound();

    /// <summary>The figures alone: what refreshes itself.</summary>
    public async Task<IActionResult> OnGetFiguresAsync(CancellationToken ct) => await Read(ct) ? Partial("_Wall", Board) : NotFound();

    /// <returns>False: they watch over no queue.</returns>
    async Task<bool> Read(CancellationToken ct)
    {
        var all = await boards.Read(ct);
        Board = all with { Tiles = [.. all.Tiles.Where(tile => tile.IsSupervisor)] };
        return Board.Tiles.Count > 0;
    }
}
