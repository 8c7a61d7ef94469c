using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Switching;

/// <summary>Tells a company's switchboard at once how calls to its people are treated from now on.</summary>
internal sealed class CallFlowPost(ICallFlows flows, SwitchboardPost post, ILogger<CallFlowPost> log) : ICallFlowsChanged
{
    public async Task CallFlowsChanged(CompanyId company)
    {
        try
        {
            post.To(company, new SwitchboardInput.CallFlowsChanged(await flows.Of(company, CancellationToken.None)));
        }
        catch (Exception failure) // the change is saved; the switchboard asks again by itself within half a minute
        {
            log.CallFlowsNotRead(failure, company);
        }
    }
}
