using ConnectMe.Kernel;
using ConnectMe.Voicemail.Keeping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Voicemail.Features;

/// <summary>With the dustbin (M8.1-03): the message and its file go.</summary>
internal static class DeleteMessage
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/voicemail/{id:guid}/delete",
                async (Guid id, HttpContext context, OwnMessages own, CancellationToken ct) =>
                {
                    if (await own.Find(id, ct) is null)
                    {
                        return Results.NotFound();
                    }

                    await own.Delete(id, ct);
                    return Going.To(context, "/voicemail");
                }
            )
            .RequireAuthorization()
            .DisableAntiforgery(); // the Host checks the token of every unsafe request
}
