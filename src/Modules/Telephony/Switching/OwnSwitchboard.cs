using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Features;

namespace ConnectMe.Telephony.Switching;

/// <summary>The switchboard of the company of who makes this request.</summary>
internal sealed class OwnSwitchboard(ICurrentUser me, IGrainFactory grains, KnownCallers known)
{
    ISwitchboardGrain Grain => grains.GetGrain<ISwitchboardGrain>(me.Company.ToString());

    public Task Post(SwitchboardInput input) => Grain.Post(input);

    /// <summary>What the call widget of this user shows now.</summary>
    public async Task<CallsView> Calls(CancellationToken ct = default) => await known.In(await Grain.CallsOf(me.User), ct);

    /// <summary>The waiting, parked and ringing calls that this user may take now.</summary>
    public async Task<TakeableCallsView> Takeable(CancellationToken ct = default) => await known.In(await Grain.TakeableBy(me.User), ct);
}
