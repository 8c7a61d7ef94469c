using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Keeping;

/// <summary>Tells that queues are otherwise: first the calls, then the pages. Of everybody, since who was in one a moment ago may be in none now.</summary>
internal sealed class QueueNews(IEnumerable<ICallQueuesChanged> listeners, IPeople people, ILiveUpdates live)
{
    public async Task Tell(CompanyId company)
    {
        foreach (var listener in listeners)
        {
            await listener.CallQueuesChanged(company);
        }

        var everybody = await people.Of(company, CancellationToken.None);
        live.Publish(company, [.. everybody.Select(person => person.Id)], ILiveQueues.Topic);
    }
}
