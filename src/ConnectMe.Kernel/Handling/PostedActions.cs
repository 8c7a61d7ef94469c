using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Kernel;

/// <summary>Buttons of pages that are no forms.</summary>
public static class PostedActions
{
    /// <summary>A button that acts on the thing whose id stands in its address, and leads to a page. The Host checks the token of every unsafe request.</summary>
    /// <param name="pattern">Has <c>{id:guid}</c>.</param>
    public static RouteHandlerBuilder MapAction<TCommand>(
        this IEndpointRouteBuilder routes,
        string pattern,
        string leadsTo,
        Func<Guid, TCommand> command
    ) =>
        routes
            .MapPost(
                pattern,
                async (Guid id, HttpContext context, IHandle<TCommand> handler, CancellationToken ct) =>
                {
                    await handler.Handle(command(id), ct);
                    return Going.To(context, leadsTo);
                }
            )
            .DisableAntiforgery();
}
