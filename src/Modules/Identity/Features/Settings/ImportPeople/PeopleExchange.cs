using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Exchange;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>The buttons of the import, and the export.</summary>
internal static class PeopleExchange
{
    public static void MapPeopleExchange(this IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var people = routes.MapGroup("/admin/people").RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        people.MapGet("/export.csv", ExportPeople.Answer);
        people.MapPost("/import/confirm", Confirm);
        people.MapPost("/import/{id:guid}/undo", Undo);
    }

    /// <summary>A form in which nothing is ticked has no body, which is no mistake.</summary>
    static async Task<IResult> Confirm(HttpContext context, IHandle<ConfirmPeople.Command> handler, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var invites = context.Request.HasFormContentType && (await context.Request.ReadFormAsync(ct))["invite"] == "true";
        return await handler.Handle(new ConfirmPeople.Command(id, invites, context.Request.Origin()), ct) is Outcome.Invalid
            ? Going.To(context, $"/admin/people?refused={PersonRefusal.ImportOvertaken}")
            : Going.To(context, $"/admin/people?imported={id}");
    }

    static async Task<IResult> Undo(
        Guid id,
        HttpContext context,
        UndoableImports imports,
        IHandle<UndoPeople.Command> handler,
        CancellationToken ct
    )
    {
        if (await imports.Find(id, ct) is null)
        {
            return TypedResults.NotFound();
        }

        return await handler.Handle(new UndoPeople.Command(id), ct) is Outcome.Invalid
            ? Going.To(context, $"/admin/people?refused={PersonRefusal.UndoOvertaken}")
            : Going.To(context, "/admin/people");
    }
}
