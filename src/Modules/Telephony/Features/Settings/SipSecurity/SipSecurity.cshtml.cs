using ConnectMe.Identity.Contracts;
using ConnectMe.Sip.Authentication;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Signalling;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class SipSecurity(SipBans bans, ICurrentUser me, ITelephonyConfigurations configurations) : PageModel
{
    public IReadOnlyList<ShownBan> Bans { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Read(ct);

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_Bans", this);
    }

    public async Task<PartialViewResult> OnPostReleaseAsync([FromForm] string? kind, [FromForm] string? subject, CancellationToken ct)
    {
        await Read(ct);
        if (Bans.FirstOrDefault(ban => $"{ban.Kind}" == kind && ban.Subject == subject) is { } found)
        {
            await bans.Release(found.Ban, ct);
            await Read(ct);
        }

        return Partial("_Bans", this);
    }

    /// <summary>Addresses are everybody's; another company's accounts are not ours to see.</summary>
    async Task Read(CancellationToken ct)
    {
        var devices = (await configurations.Of(me.Company, ct)).Devices;
        Bans =
        [
            .. from ban in await bans.Now(ct)
            let account = ban.Subject.Split(' ')[0]
            let device = devices.FirstOrDefault(device => device.Username == account)
            where ban.Kind is BanKind.Address || device is not null
            orderby ban.Until descending
            select new ShownBan(ban, device?.Name),
        ];
    }
}

/// <param name="Device">The name of the device whose account it is.</param>
internal sealed record ShownBan(SipBan Ban, string? Device)
{
    public BanKind Kind => Ban.Kind;
    public string Subject => Ban.Subject;
}
