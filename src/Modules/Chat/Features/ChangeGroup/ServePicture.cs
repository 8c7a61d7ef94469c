using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Keeping;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Chat.Features;

/// <summary>The picture of a group, for who is in it. The address names its content, so a browser keeps it.</summary>
internal static class ServePicture
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/chat/{id:guid}/picture/{hash:maxlength(64)}",
                async (Guid id, string hash, HttpContext context, OwnChats own, IDocumentStore store, CancellationToken ct) =>
                {
                    await using var query = store.QueryFor(own.Company);
                    if (
                        await own.Find(id, query, ct) is null
                        || await query.LoadAsync<GroupPicture>(id, ct) is not { } picture
                        || picture.Hash != hash
                    )
                    {
                        return Results.NotFound();
                    }

                    context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
                    return Results.Bytes(picture.Image, "image/jpeg");
                }
            )
            .RequireAuthorization();
}
