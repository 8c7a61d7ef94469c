using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Telephony.Features;

/// <summary>The buttons of the settings pages that are no forms; most lead back to their list.</summary>
internal static class SettingsActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var admin = routes.MapGroup("/admin").RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        admin.MapPost("/devices/{id:guid}/secret", RenewDeviceSecret.Answer);
        admin.MapAction("/devices/{id:guid}/revoke", "/admin/devices", id => new RevokeDevice.Command(id));
        admin.MapAction("/numbers/{id:guid}/remove", "/admin/numbers", id => new RemoveNumber.Command(id));
        admin.MapAction("/rooms/{id:guid}/remove", ListRooms.Address, id => new RemoveRoom.Command(id));
        admin.MapAction("/sounds/{id:guid}/remove", ListSounds.Address, id => new RemoveSound.Command(id));
        admin.MapAction("/trunks/{id:guid}/remove", "/admin/trunks", id => new RemoveTrunk.Command(id));
        admin.MapAction("/trunks/{id:guid}/up", "/admin/trunks", id => new MoveTrunk.Command(id, Up: true));
        admin.MapAction("/trunks/{id:guid}/down", "/admin/trunks", id => new MoveTrunk.Command(id, Up: false));
        admin.MapPost("/trunks/{id:guid}/test", TestTrunk.Answer);
        admin.MapAction("/calls/{id:guid}/end", "/admin/calls", id => new EndCall.Command(id));
        admin.MapSwitch("/dialling/stop", stop: true);
        admin.MapSwitch("/dialling/resume", stop: false);
    }

    static void MapSwitch(this RouteGroupBuilder admin, string pattern, bool stop) =>
        admin.MapPost(
            pattern,
            async (HttpContext context, IHandle<StopCalls.Command> handler, CancellationToken ct) =>
            {
                await handler.Handle(new StopCalls.Command(stop), ct);
                return Going.To(context, "/admin/dialling");
            }
        );
}
