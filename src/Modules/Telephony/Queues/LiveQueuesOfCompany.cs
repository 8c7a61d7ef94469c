using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Queues;

/// <summary>Asks the company's switchboard.</summary>
internal sealed class LiveQueuesOfCompany(IGrainFactory grains) : ILiveQueues
{
    public Task<LiveQueues> Of(CompanyId company) => grains.GetGrain<ISwitchboardGrain>(company.ToString()).LiveQueues();
}
