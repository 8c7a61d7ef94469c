using ConnectMe.Identity.Contracts;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Menus.Features;

/// <summary>What a menu says, to be heard on its page.</summary>
internal static class PlayGreeting
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                ListMenus.Address + "/{id:guid}/greeting.wav",
                async (Guid id, ICurrentUser me, MenusInMemory menus, IQuerySession session, CancellationToken ct) =>
                    (await menus.Of(me.Company, ct)).FindMenu(id)?.GreetingId is { } greeting
                    && await session.LoadAsync<MenuGreeting>(greeting, ct) is { Wav: var wav }
                        ? Results.File(wav, "audio/wav", enableRangeProcessing: true)
                        : Results.NotFound()
            )
            .RequireAuthorization(Rights.Administrator);
}
