using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ListDevices(ShownDevices devices) : PageModel
{
    public IReadOnlyList<ShownDevice> Devices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Devices = await devices.All(ct);

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        Devices = await devices.All(ct);
        return Partial("_Devices", this);
    }
}
