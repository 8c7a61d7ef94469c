using ConnectMe.Identity.Shortcuts;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>The cheat sheet: all that can be done with the keyboard, as the content of a dialog.</summary>
internal static class ShowShortcuts
{
    public static void MapShowShortcuts(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/shortcuts",
            async (ShownShortcuts shown, CancellationToken ct) =>
                new Fragment<IReadOnlyList<ShownShortcut>>(
                    "/Features/ConnectMe.Identity/ShowShortcuts/_CheatSheet.cshtml",
                    await shown.Mine(ct)
                )
        );
}
