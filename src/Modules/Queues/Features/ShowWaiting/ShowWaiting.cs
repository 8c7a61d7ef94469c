using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Queues.Features;

/// <summary>How many wait in the queues of the user, beside the page's name in the menu.</summary>
internal static class ShowWaiting
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/queues/waiting", Now).RequireAuthorization();

    static async Task<IResult> Now(QueueBoards boards, CancellationToken ct) =>
        new Fragment<int>("/Features/ConnectMe.Queues/ShowWaiting/_Waiting.cshtml", await boards.Waiting(ct) ?? 0);
}
