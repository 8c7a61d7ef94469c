using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

internal static class TestDirectory
{
    // The Host checks the token of every unsafe request.
    public static void MapTestDirectory(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/admin/active-directory/test", Answer).RequireAuthorization(Rights.Administrator).DisableAntiforgery();

    static async Task<IResult> Answer([FromForm] string? name, [FromForm] string? password, DirectoryTest test, CancellationToken ct)
    {
        var typed = name?.Trim() ?? "";
        return new Fragment<IReadOnlyList<TestedStep>>(
            "/Features/ConnectMe.Identity/Settings/TestDirectory/_TestedDirectory.cshtml",
            await test.Run(typed.Length <= SignInName.Longest ? typed : "", password is { Length: <= 256 } ? password : "", ct)
        );
    }
}
