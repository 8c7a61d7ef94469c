using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Queues.Keeping;

/// <summary>What queues are called, for the audit log.</summary>
internal sealed class QueueNames(QueuesInMemory queues) : IAuditNames
{
    public async ValueTask<string?> NameOf(CompanyId company, Guid id, CancellationToken ct) =>
        (await queues.Of(company, ct)).Queues.Find(id)?.Name;
}
