using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Switching;

/// <summary>The mailbox of one company's switchboard; the key is <see cref="CompanyId"/> as text.</summary>
internal interface ISwitchboardGrain : IGrainWithStringKey
{
    Task Post(SwitchboardInput input);

    Task<CallsView> CallsOf(UserId user);

    Task<TakeableCallsView> TakeableBy(UserId user);

    Task<LiveQueues> LiveQueues();
}
