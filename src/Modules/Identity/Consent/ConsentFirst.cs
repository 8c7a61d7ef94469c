using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Consent;

/// <summary>
/// Who has not agreed to the policies gets the page that asks, and nothing else. Who agreed to an earlier version is asked when they next load a page:
/// nobody's call is cut short because a text changed.
/// </summary>
internal sealed class ConsentFirst(RequestDelegate next, PoliciesInMemory policies)
{
    public Task InvokeAsync(HttpContext context, ICurrentUser me)
    {
        if (
            context.User.Identity is not { IsAuthenticated: true }
            || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || Open.Any(open => context.Request.Path.StartsWithSegments(open, StringComparison.OrdinalIgnoreCase))
        )
        {
            return next(context);
        }

        var state = policies.StateOf(me.Company, me.User);
        return state switch
        {
            ConsentState.Given => next(context),
            _ when IsPageLoad(context.Request) => Ask(context),
            ConsentState.Outdated => next(context),
            _ => Refuse(context),
        };
    }

    static Task Ask(HttpContext context)
    {
        context.Response.Redirect($"{Path}?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }

    static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.Headers["HX-Redirect"] = Path;
        return Task.CompletedTask;
    }

    static bool IsPageLoad(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.Headers.ContainsKey("HX-Request")
        && (request.Headers["Sec-Fetch-Mode"] is { Count: > 0 } mode ? mode == "navigate" : AcceptsPages(request));

    static bool AcceptsPages(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    public const string Path = "/consent";

    static readonly PathString[] Open = [Path, "/policies", "/sign-out"];
}
