using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>The buttons of the list of people; they lead back to it, with a word when they were refused.</summary>
internal static class PeopleActions
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var person = routes.MapGroup("/admin/people/{id:guid}").RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        person.MapAction("/deactivate", PersonRefusal.Yourself, (id, _) => new DeactivatePerson.Command(id));
        person.MapAction("/reactivate", PersonRefusal.ExtensionTaken, (id, _) => new ReactivatePerson.Command(id));
        person.MapAction("/invite", PersonRefusal.Yourself, (id, here) => new InvitePerson.Command(id, here));
    }

    static void MapAction<TCommand>(
        this RouteGroupBuilder person,
        string pattern,
        PersonRefusal refusal,
        Func<Guid, string, TCommand> command
    ) =>
        person.MapPost(
            pattern,
            async (Guid id, HttpContext context, IHandle<TCommand> handler, IQuerySession session, CancellationToken ct) =>
            {
                if (await session.LoadAsync<User>(id, ct) is null)
                {
                    return TypedResults.NotFound();
                }

                return await handler.Handle(command(id, context.Request.Origin()), ct) is Outcome.Invalid
                    ? Going.To(context, $"/admin/people?refused={refusal}")
                    : Going.To(context, "/admin/people");
            }
        );
}
