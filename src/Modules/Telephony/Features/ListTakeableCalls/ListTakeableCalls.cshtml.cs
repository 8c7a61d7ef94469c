using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>The page Queues: those who wait in queues, the parked calls and those that ring at colleagues, as far as the user may take them (M13.2-01).</summary>
internal sealed class ListTakeableCalls(OwnSwitchboard switchboard) : PageModel
{
    /// <summary>After which somebody who waits is marked, and marked in red; the page's clock knows both too (call-widget.js).</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan TooLong = TimeSpan.FromMinutes(3);

    public TakeableCallsView Calls { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Calls = await switchboard.Takeable(ct);

    /// <summary>The lists alone: what refreshes itself.</summary>
    /// <param name="queue">Null: who waits in any of theirs (M13.1-05).</param>
    public async Task<PartialViewResult> OnGetListAsync(Guid? queue, CancellationToken ct)
    {
        var all = await switchboard.Takeable(ct);
        Calls = queue is null ? all : all with { Calls = [.. all.Calls.Where(call => call.Queue is null || call.Queue == queue)] };
        return Partial("_Takeable", this);
    }
}
