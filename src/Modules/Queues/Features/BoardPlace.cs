using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Queues.Features;

/// <summary>What of the page Queues is open where a button was pressed: the answer shows it anew.</summary>
internal sealed record BoardPlace(Guid? Queue, string? Tab)
{
    public async Task<IResult> Board(ShownQueues shown, CancellationToken ct) =>
        new Fragment<ShownBoard>(
            "/Features/ConnectMe.Queues/SeeQueues/_Board.cshtml",
            await shown.Read(Queue, Enum.TryParse<QueueTab>(Tab, out var tab) && Enum.IsDefined(tab) ? tab : default, ct)
        );
}
