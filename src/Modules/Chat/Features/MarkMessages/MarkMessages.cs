using ConnectMe.Chat.Keeping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Chat.Features;

/// <summary>The user has the conversation open and sees it, up to this message (M11.1-03).</summary>
internal static class MarkMessages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/chat/{id:guid}/read",
                async (Guid id, [FromForm] long to, OwnChats own, ReadMarks marks, CancellationToken ct) =>
                {
                    if (await own.FindOne(id, ct) is not { } entry)
                    {
                        return Results.NotFound();
                    }

                    await marks.Read(own.Company, own.Me, entry, to, ct);
                    return Results.NoContent();
                }
            )
            .RequireAuthorization()
            .DisableAntiforgery(); // the Host checks the token of every unsafe request
}
