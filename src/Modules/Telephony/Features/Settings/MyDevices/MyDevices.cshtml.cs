using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Numbering;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>What calls of this user ring on, next to their browsers.</summary>
internal sealed class MyDevices(ShownDevices devices, ICurrentUser me, ITelephonyConfigurations configurations) : PageModel
{
    public IReadOnlyList<ShownDevice> Devices { get; private set; } = [];

    /// <summary>The number, for people to read; null: none is noted.</summary>
    public string? Mobile { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Devices = await devices.Mine(ct);
        var configuration = await configurations.Of(me.Company, ct);
        Mobile = configuration.Mobiles.TryGetValue(me.User.Value, out var mobile)
            ? NumberPlan.ShowShort(mobile.E164, configuration.Region)
            : null;
    }

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        return Partial("_MyDevices", this);
    }
}
