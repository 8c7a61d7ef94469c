using ConnectMe.Identity.Domain;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Features;

/// <summary>A colleague's photo. The address names its content, so a browser keeps it for good; the session is the company's, so nobody else's is found.</summary>
internal static class ServePhoto
{
    public static async Task<IResult> Handle(Guid id, string hash, HttpContext context, IQuerySession session, CancellationToken ct)
    {
        if (await session.LoadAsync<ProfilePhoto>(id, ct) is not { } photo || photo.Hash != hash)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(photo.Image, "image/jpeg");
    }
}
