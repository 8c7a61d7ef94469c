using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>The page Queues: the parked calls and those that ring at colleagues, as far as the user may take them (M13.2-01).</summary>
internal sealed class ListTakeableCalls(OwnSwitchboard switchboard) : PageModel
{
    public TakeableCallsView Calls { get; private set; } = null!;

    public async Task OnGetAsync() => Calls = await switchboard.Takeable();

    /// <summary>The lists alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync()
    {
        Calls = await switchboard.Takeable();
        return Partial("_Takeable", this);
    }
}
