using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Switching;

/// <summary>Posts what happened outside to a company's switchboard without waiting for it; inputs of one caller arrive in order.</summary>
internal sealed class SwitchboardPost(IGrainFactory grains, ILogger<SwitchboardPost> log)
{
    public void To(CompanyId company, SwitchboardInput input) => _ = Deliver(company, input);

    async Task Deliver(CompanyId company, SwitchboardInput input)
    {
        try
        {
            await grains.GetGrain<ISwitchboardGrain>(company.ToString()).Post(input);
        }
        catch (Exception failure) // nobody awaits this: a silo that is stopping or a company that can't be loaded is named here
        {
            log.InputNotDelivered(failure, company, input);
        }
    }
}
