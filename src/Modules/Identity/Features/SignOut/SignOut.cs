using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.SignIns;
using ConnectMe.Identity.SingleSignOn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

internal static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", Handle).WithMetadata(new AuditedAttribute(AuditKind.SignIn));

    static async Task<RedirectHttpResult> Handle(
        HttpContext context,
        ICurrentUser user,
        BrowserSessions sessions,
        ProvidersInMemory providers,
        ILogger<BrowserSessions> log,
        CancellationToken ct
    )
    {
        await sessions.End(user.Session, ct);
        log.SignedOut(user.User.Value, user.Company.Value);
        SessionCookie.Delete(context);
        if (context.Request.IsHttps)
        {
            context.Response.Headers["Clear-Site-Data"] = "\"cache\""; // photos of colleagues; pages are kept by no browser
        }

        return TypedResults.Redirect(
            context.Features.Get<OpenSession>()?.Row.Provider is { } by && providers.Find(by.Id) is not null
                ? LeaveProvider.AddressOf(by.Id)
                : "/sign-in"
        );
    }
}
