using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Queues.Features;

[Authorize(Rights.Administrator)]
internal sealed class ListQueues(QueueLists lists) : PageModel
{
    public const string Address = "/admin/queues";

    public QueueList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => List = await lists.Read(current: null, ct);
}
