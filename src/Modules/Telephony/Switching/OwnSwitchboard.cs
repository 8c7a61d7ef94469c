using ConnectMe.Identity.Contracts;

namespace ConnectMe.Telephony.Switching;

/// <summary>The switchboard of the company of who makes this request.</summary>
internal sealed class OwnSwitchboard(ICurrentUser me, IGrainFactory grains)
{
    ISwitchboardGrain Grain => grains.GetGrain<ISwitchboardGrain>(me.Company.ToString());

    public Task Post(SwitchboardInput input) => Grain.Post(input);

    /// <summary>What the call widget of this user shows now.</summary>
    public Task<CallsView> Calls() => Grain.CallsOf(me.User);

    /// <summary>The parked and ringing calls that this user may take now.</summary>
    public Task<TakeableCallsView> Takeable() => Grain.TakeableBy(me.User);
}
