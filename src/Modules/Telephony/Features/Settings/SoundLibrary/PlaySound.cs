using ConnectMe.Identity.Contracts;
using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Telephony.Features;

/// <summary>Sounds as the browser plays them, before they are used.</summary>
internal static class PlaySound
{
    static readonly Lazy<byte[]> Shipped = new(() => SoundFile.Write(HoldMusic.Sound));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ListSounds.Address + "/{id:guid}/sound.ogg", Answer).RequireAuthorization(Rights.Administrator);
        routes
            .MapGet(ListSounds.Address + "/shipped.ogg", () => TypedResults.File(Shipped.Value, "audio/ogg", enableRangeProcessing: true))
            .RequireAuthorization(Rights.Administrator);
    }

    static async Task<IResult> Answer(
        Guid id,
        ICurrentUser me,
        ITelephonyConfigurations configurations,
        IQuerySession session,
        CancellationToken ct
    ) =>
        (await configurations.Of(me.Company, ct)).Sounds.FirstOrDefault(sound => sound.Id == id) is { } sound
        && await session.LoadAsync<SoundContent>(sound.ContentId, ct) is { Ogg: var ogg }
            ? TypedResults.File(ogg, "audio/ogg", enableRangeProcessing: true)
            : TypedResults.NotFound();
}
