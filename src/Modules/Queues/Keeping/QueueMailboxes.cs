using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Contracts;

namespace ConnectMe.Queues.Keeping;

/// <summary>Each queue has a mailbox, which its agents and supervisors hear.</summary>
internal sealed class QueueMailboxes(ICallQueues followed, QueuesInMemory queues) : IGroupMailboxes
{
    public async ValueTask<IReadOnlyList<GroupMailbox>> Of(CompanyId company, CancellationToken ct)
    {
        var kept = (await queues.Of(company, ct)).Queues;
        return
        [
            .. (await followed.Of(company, ct))
                .OrderBy(queue => queue.Name, StringComparer.CurrentCulture)
                .Select(queue => new GroupMailbox(
                    queue.Id,
                    queue.Name,
                    kept.Find(queue.Id)?.MailboxNumber,
                    [.. queue.Agents.Select(agent => agent.Person).Concat(queue.Supervisors)]
                )),
        ];
    }
}
