using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>Signs one of the person's phones out, at once (M14.7-04): its page stops ringing and asks to sign in.</summary>
internal static class RevokePhone
{
    // The Host checks the token of every unsafe request.
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/settings/applications/phones/{session:guid}/revoke", Answer).DisableAntiforgery();

    static async Task<IResult> Answer(
        Guid session,
        IHandle<EndSession.Command> end,
        ICurrentUser me,
        ShownPhones phones,
        CancellationToken ct
    )
    {
        await end.Handle(new EndSession.Command(me.User.Value, session), ct);
        return new Fragment<PhoneList>("/Features/ConnectMe.Identity/Settings/Applications/_Phones.cshtml", await phones.All(ct));
    }
}
