using ConnectMe.Identity.Contracts;
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
                async (Guid id, HttpContext context, ICurrentUser me, OwnMessages own, CancellationToken ct) =>
                {
                    if (await own.Find(id, ct) is not { } message)
                    {
                        return Results.NotFound();
                    }

                    await own.Delete(id, ct);
                    return Going.To(context, message.OwnerId == me.User.Value ? "/voicemail" : "/voicemail/groups");
                }
            )
            .RequireAuthorization()
            .DisableAntiforgery(); // the Host checks the token of every unsafe request
}
