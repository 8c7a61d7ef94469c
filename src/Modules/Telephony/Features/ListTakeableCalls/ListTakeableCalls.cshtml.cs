using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>
/// Those who wait in queues, the parked calls and those that ring at colleagues, as far as the user may take them (M13.2-01): a part of the page Queues, which
/// refreshes itself.
/// </summary>
internal sealed class ListTakeableCalls(OwnSwitchboard switchboard) : PageModel
{
    public const string Address = "/calls/takeable";

    /// <summary>Null: who waits in any of theirs (M13.1-05).</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Queue { get; set; }

    public TakeableCallsView Calls { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Calls = (await switchboard.Takeable(ct)).OfQueue(Queue);
}
