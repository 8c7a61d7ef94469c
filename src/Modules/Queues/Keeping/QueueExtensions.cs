using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Queues.Keeping;

/// <summary>The extension of a queue is nobody else's; calls can be sent on to it.</summary>
internal sealed class QueueExtensions(QueuesInMemory queues) : IReservedNumbers
{
    public bool CanBeCalled => true;

    public async ValueTask<bool> IsReserved(CompanyId company, string number, CancellationToken ct) =>
        await NameOf(company, number, ct) is not null;

    public async ValueTask<string?> NameOf(CompanyId company, string number, CancellationToken ct) =>
        (await queues.Of(company, ct)).Queues.At(number)?.Name;
}
