using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>The buttons of the list of templates; they lead back to it.</summary>
internal static class RightsActions
{
    public static void MapRights(this IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var template = routes.MapGroup("/admin/rights/{id:guid}").RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        template.MapAction("/remove", id => new RemoveTemplate.Command(id));
        template.MapAction("/new-people", id => new GiveToNewPeople.Command(id));
    }

    static void MapAction<TCommand>(this RouteGroupBuilder template, string pattern, Func<Guid, TCommand> command) =>
        template.MapPost(
            pattern,
            async (Guid id, HttpContext context, ShownRights rights, IHandle<TCommand> handler, CancellationToken ct) =>
            {
                if ((await rights.All(ct)).All(shown => shown.Template.Id != id))
                {
                    return TypedResults.NotFound();
                }

                await handler.Handle(command(id), ct);
                return Going.To(context, "/admin/rights");
            }
        );
}
