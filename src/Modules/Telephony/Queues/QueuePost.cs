using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Queues;

/// <summary>Tells a company's switchboard at once which queues there are, and who is signed in to them.</summary>
internal sealed class QueuePost(ICallQueues queues, SwitchboardPost post, ILogger<QueuePost> log) : ICallQueuesChanged
{
    public async Task CallQueuesChanged(CompanyId company)
    {
        try
        {
            post.To(company, new SwitchboardInput.QueuesChanged(await queues.Of(company, CancellationToken.None)));
        }
        catch (Exception failure) // the change is saved; the switchboard asks again by itself within half a minute
        {
            log.QueuesNotRead(failure, company);
        }
    }
}
