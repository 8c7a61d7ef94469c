using Microsoft.Net.Http.Headers;

namespace ConnectMe.Host.Web;

/// <summary>Unsafe verbs come from our own pages only, the sign-in form too (fetch metadata, and Origin for browsers without it).</summary>
internal sealed class SameOrigin(RequestDelegate next, ILogger<SameOrigin> log)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsSafe(context.Request.Method) || IsOurs(context.Request))
        {
            return next(context);
        }

        var request = context.Request;
        log.OfAnotherSite(
            request.Method,
            request.Path,
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            $"{request.Headers[HeaderNames.Origin]} {request.Headers["Sec-Fetch-Site"]}"
        );
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    internal static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    static bool IsOurs(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin")
        {
            return false;
        }

        // Host and port only: behind a proxy that ends TLS the scheme may be known to the browser alone.
        return request.Headers[HeaderNames.Origin] is not { Count: > 0 } origin
            || (
                Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, Authority(request), StringComparison.OrdinalIgnoreCase)
            );
    }

    static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : request.Host.Value ?? "";
}
