using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>What calls of this user ring on, next to their browsers.</summary>
internal sealed class MyDevices(ShownDevices devices) : PageModel
{
    public IReadOnlyList<ShownDevice> Devices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Devices = await devices.Mine(ct);

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        Devices = await devices.Mine(ct);
        return Partial("_MyDevices", this);
    }
}
