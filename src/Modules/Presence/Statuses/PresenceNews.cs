using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Presence.Statuses;

/// <summary>Tells who goes by statuses that other ones hold: first the calls, then the pages.</summary>
internal sealed class PresenceNews(IEnumerable<ICallFlowsChanged> listeners, IPeople people, ILiveUpdates live)
{
    public async Task Tell(CompanyId company)
    {
        foreach (var listener in listeners)
        {
            await listener.CallFlowsChanged(company);
        }

        var everybody = await people.Of(company, CancellationToken.None);
        live.Publish(company, [.. everybody.Select(person => person.Id)], IAvailabilities.Topic);
    }
}
