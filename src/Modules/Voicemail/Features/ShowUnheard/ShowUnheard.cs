using ConnectMe.Kernel.Design;
using ConnectMe.Voicemail.Keeping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Voicemail.Features;

/// <summary>How many messages the user has not heard yet, beside the page's name in the menu.</summary>
internal static class ShowUnheard
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/voicemail/unheard", Now).RequireAuthorization();

    static async Task<IResult> Now(OwnMessages own, CancellationToken ct) =>
        new Fragment<int>("/Features/ConnectMe.Voicemail/ShowUnheard/_Unheard.cshtml", await own.Unheard(ct));
}
