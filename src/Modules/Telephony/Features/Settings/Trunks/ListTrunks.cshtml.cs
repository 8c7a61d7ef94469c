using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Signalling;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ListTrunks(ICurrentUser me, ITelephonyConfigurations configurations, TrunkStates states) : PageModel
{
    public IReadOnlyList<ShownTrunk> Trunks { get; private set; } = [];

    /// <summary>The first that does not work, and what takes its calls.</summary>
    public (ShownTrunk Failed, ShownTrunk? Instead)? Trouble =>
        Trunks.FirstOrDefault(t => t.State?.Reach is TrunkReach.Failed) is { } failed
            ? (failed, Trunks.FirstOrDefault(t => t.State?.Reach is TrunkReach.Registered or TrunkReach.Reachable))
            : null;

    public Task OnGetAsync(CancellationToken ct) => Read(ct);

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_Trunks", this);
    }

    async Task Read(CancellationToken ct)
    {
        var known = states.Of(me.Company).ToDictionary(state => state.Trunk);
        var trunks = (await configurations.Of(me.Company, ct)).Trunks;
        Trunks = [.. trunks.Select(trunk => new ShownTrunk(trunk, known.GetValueOrDefault(trunk.Id)))];
    }
}

/// <param name="State">Null: it was not asked yet.</param>
internal sealed record ShownTrunk(Trunk Trunk, TrunkState? State);
