using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Contracts;

namespace ConnectMe.Queues.Keeping;

/// <summary>Tells that queues are otherwise: first the calls, then the pages. Of everybody, since who was in one a moment ago may be in none now.</summary>
internal sealed class QueueNews(
    IEnumerable<ICallQueuesChanged> listeners,
    IGroupMailboxesChanged mailboxes,
    QueueMailboxes groups,
    IPeople people,
    ILiveUpdates live
)
{
    readonly ConcurrentDictionary<CompanyId, string> _told = new();

    public async Task Tell(CompanyId company)
    {
        foreach (var listener in listeners)
        {
            await listener.CallQueuesChanged(company);
        }

        await TellOfMailboxes(company);
        var everybody = await people.Of(company, CancellationToken.None);
        live.Publish(company, [.. everybody.Select(person => person.Id)], ILiveQueues.Topic);
    }

    /// <summary>Who signs in or out changes nothing of them, and that happens often.</summary>
    async Task TellOfMailboxes(CompanyId company)
    {
        var now = string.Join(
            '\n',
            (await groups.Of(company, CancellationToken.None)).Select(group =>
                $"{group.Id} {group.Name} {group.Number} {string.Join(' ', group.Members.Select(member => member.Value).Order())}"
            )
        );
        if (_told.TryGetValue(company, out var before) && before == now)
        {
            return;
        }

        _told[company] = now;
        await mailboxes.GroupMailboxesChanged(company);
    }
}
