using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SignIns;

/// <summary>What stands between who is signed in and the pages: they are led to what is left to do.</summary>
internal static class Gate
{
    /// <summary>A request of somebody signed in, to what is not open to all and not among <paramref name="open"/>.</summary>
    public static bool Concerns(HttpContext context, PathString[] open) =>
        context.User.Identity is { IsAuthenticated: true }
        && context.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && !open.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    public static bool IsPageLoad(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.Headers.ContainsKey("HX-Request")
        && (request.Headers["Sec-Fetch-Mode"] is { Count: > 0 } mode ? mode == "navigate" : AcceptsPages(request));

    public static Task Ask(HttpContext context, string page)
    {
        context.Response.Redirect($"{page}?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }

    public static Task Refuse(HttpContext context, string page)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.Headers["HX-Redirect"] = page;
        return Task.CompletedTask;
    }

    static bool AcceptsPages(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
