using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Queues.Features;

/// <summary>What refreshes itself of the two widgets.</summary>
internal static class ReadWidgets
{
    public const string QueuesAddress = "/queues/widget";
    public const string AgentsAddress = "/queues/agents-widget";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                QueuesAddress,
                async (QueueBoards boards, CancellationToken ct) =>
                    new Fragment<QueueBoard>("/Features/ConnectMe.Queues/Widgets/_Queues.cshtml", await boards.Read(ct))
            )
            .RequireAuthorization();
        routes
            .MapGet(
                AgentsAddress,
                async (WidgetAgents agents, CancellationToken ct) =>
                    new Fragment<ShownAgents>("/Features/ConnectMe.Queues/Widgets/_Agents.cshtml", await agents.Read(ct))
            )
            .RequireAuthorization();
    }
}
