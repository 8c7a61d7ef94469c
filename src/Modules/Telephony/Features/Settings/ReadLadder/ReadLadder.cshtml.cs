using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Signalling;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>The SIP messages of one call, to copy into a provider's ticket.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ReadLadder(SipLadders ladders, ICurrentUser me) : PageModel
{
    /// <summary>Numbers are hidden but for their last two digits.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Masked { get; set; } = true;

    public IReadOnlyList<LadderStep> Steps { get; private set; } = [];

    public Guid Call { get; private set; }

    public void OnGet(Guid id)
    {
        Call = id;
        Steps = ladders.Of(me.Company.Value, id, Masked);
    }
}
